import { readFileSync } from 'node:fs';

/** What a process has used so far, as Linux tells it: processor time in seconds, its largest memory in MB. */
export function used(pid: number): { readonly cpu: number; readonly peak: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold blanks: state is the third field, utime and stime the 14th and 15th, in hundredths.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, peak: Number(peak) / 1024 };
}
