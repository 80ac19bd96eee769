export type Labels = Readonly<Record<string, string>>;

/** One log line as Loki keeps it. */
export interface Line {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  /** Index labels. */
  readonly labels: Labels;
  /** Structured metadata. */
  readonly metadata: Labels;
  readonly text: string;
}

/** Where lines come from, by tenant's own store. */
export interface LineSource {
  /** Lines of (from, to], in nanoseconds, oldest first. */
  between(from: bigint, to: bigint): readonly Line[];
}

/** A line on its way through a pipeline. */
export interface Passing {
  readonly line: Line;
  readonly text: string;
  readonly parsed: Labels;
}

/** A label as a filter sees it: parsed ones first, then structured metadata, then those of the index; absent is empty. */
export function labelOf({ line, parsed }: Passing, name: string): string {
  return parsed[name] ?? line.metadata[name] ?? line.labels[name] ?? '';
}

export const allLabels = ({ line, parsed }: Passing): Labels => ({ ...line.labels, ...line.metadata, ...parsed });
