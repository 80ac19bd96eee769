import { setTimeout as sleep } from 'node:timers/promises';
import { counted, type Alloy } from './alloy';
import { endsOf, linesOf, type Outcome } from './compare';
import type { Input } from './input';
import type { Loki } from './loki';
import { sendersTo } from './send';
import type { Arrived } from './sink';

/** Counters of lines and records that end before Loki, and what their reasons are told with. */
const drops = [
  ['loki_process_dropped_lines_total', ''],
  ['loki_write_dropped_entries_total', 'refused: '],
  ['loki_source_awsfirehose_record_errors', 'record: '],
  ['loki_source_awsfirehose_request_errors', 'request: '],
] as const;

interface Counts {
  readonly dropped: Readonly<Record<string, number>>;
  readonly written: number;
}

async function countsOf(alloy: Alloy): Promise<Counts> {
  const metrics = await alloy.metrics();
  const dropped = Object.fromEntries(
    drops.flatMap(([metric, prefix]) =>
      Object.entries(counted(metrics, metric, 'reason')).map(([reason, n]) => [`${prefix}${reason}`, n] as const)
    )
  );
  const written = Object.values(counted(metrics, 'loki_write_sent_entries_total', 'host'));
  return { dropped, written: written.reduce((sum, n) => sum + n, 0) };
}

function since(before: Counts, now: Counts): Counts {
  const grown = Object.entries(now.dropped).map(([reason, n]) => [reason, n - (before.dropped[reason] ?? 0)] as const);
  return { dropped: Object.fromEntries(grown.filter(([, n]) => n > 0)), written: now.written - before.written };
}

const endsIn = ({ dropped, written }: Counts): number =>
  written + Object.values(dropped).reduce((sum, n) => sum + n, 0);

/** Alloy joins lines for up to 2 s, and sends for up to 1 s. */
const quiet = 4_000;

/** Waits until as many lines have come to an end as are expected, or none does any more. */
async function settled(alloy: Alloy, before: Counts, ends: number | undefined): Promise<Counts> {
  let [seen, last, at] = [since(before, await countsOf(alloy)), -1, Date.now()];
  for (;;) {
    if (endsIn(seen) === ends) {
      await sleep(400);
      return since(before, await countsOf(alloy));
    }
    if (endsIn(seen) !== last) {
      [last, at] = [endsIn(seen), Date.now()];
    } else if (Date.now() - at > quiet) {
      return seen;
    }
    await sleep(150);
    seen = since(before, await countsOf(alloy));
  }
}

export interface Ran extends Outcome {
  readonly arrived: readonly Arrived[];
  /** What may not be, whatever is expected. */
  readonly broken: readonly string[];
}

/** Sends an input and tells what becomes of it. Nobody else may write to this Loki meanwhile. */
export async function run(alloy: Alloy, loki: Loki, input: Input, expected: Outcome | undefined): Promise<Ran> {
  const before = await countsOf(alloy);
  const begun = Date.now();
  const at = begun + (input.shift ?? 0);
  const { sent, status } = await input.send(sendersTo(alloy, () => at));
  const ends = expected === undefined ? sent : endsOf(expected);
  const { dropped } = await settled(alloy, before, ends);
  if (input.shift !== undefined) {
    await loki.flush();
  }
  // Of what comes to Firehose directly Alloy tells whole seconds. Lines of the input before are older: sending takes a second.
  const arrived = await loki.lines(at - 1_000, at + Date.now() - begun + 1_000);
  const mine = arrived.filter(({ labels }) => labels['source'] === input.source);
  return { status, sent, dropped, lines: linesOf(mine), arrived: mine, broken: brokenIn(input, mine, sent) };
}

function brokenIn({ hidden = [], every = {}, streams }: Input, arrived: readonly Arrived[], sent: number): string[] {
  const all = arrived.map((each) => JSON.stringify(each));
  const leaks = hidden.flatMap((secret) => {
    const text = all.find((each) => each.includes(secret));
    return text === undefined ? [] : [`${secret} passes: ${text.slice(0, 600)}`];
  });
  const without = Object.entries(every).flatMap(([id, value]) =>
    arrived
      .filter(({ metadata }) => metadata[id] !== value)
      .map(({ line, metadata }) => `${id} is ${metadata[id] ?? 'lost'}: ${line.slice(0, 300)}`)
  );
  const lost = Object.keys(every).length > 0 && arrived.length !== sent ? [`${arrived.length} of ${sent} arrive`] : [];
  const labels = new Set(arrived.map((each) => JSON.stringify(each.labels))).size;
  const many = streams !== undefined && labels > streams ? [`${labels} sets of labels, more than ${streams}`] : [];
  return [...leaks, ...without, ...lost, ...many];
}
