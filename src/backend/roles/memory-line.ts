/** What a process says, on its stderr, when it ends itself because it has more memory than it may. */
export function memoryLine(rss: number | 'RSS', limit: number): string {
  return `role process ends: resident memory ${rss} is above the limit ${limit}`;
}

const pattern = /^role process ends: resident memory (\d+) is above the limit (\d+)$/;

/** The figures of such a line, in bytes; undefined for every other. */
export function readMemoryLine(line: string): { readonly rss: number; readonly limit: number } | undefined {
  const match = pattern.exec(line);
  return match === null ? undefined : { rss: Number(match[1]), limit: Number(match[2]) };
}
