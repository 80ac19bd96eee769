import type { Senders, Sent } from './send';

/** Something that goes into the pipeline, and what has to hold of what comes out, whatever the expected file says. */
export interface Input {
  /** Also the name of the expected file. */
  readonly name: string;
  /** By which way it comes: the label `source`, and what the table tells it by. */
  readonly source: 'cloudwatch' | 'push' | 's3' | 'vercel' | 'browser' | 'otlp';
  readonly send: (to: Senders) => Promise<Sent>;
  /** Its first line's time from now, in milliseconds. */
  readonly shift?: number;
  /** May stand nowhere in what arrives. */
  readonly hidden?: readonly string[];
  /** Structured metadata that every line that arrives has to bear. */
  readonly every?: Readonly<Record<string, string>>;
  /** How many different sets of labels may arrive. */
  readonly streams?: number;
}

/** Sends several after one another; the status is the worst. */
export async function all(sends: ReadonlyArray<() => Promise<Sent>>): Promise<Sent> {
  let whole: Sent = { sent: 0, status: 0 };
  for (const send of sends) {
    const { sent, status } = await send();
    whole = { sent: whole.sent + sent, status: Math.max(whole.status, status) };
  }
  return whole;
}
