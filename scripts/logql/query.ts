/** One LogQL text that somebody sends. */
export interface Logql {
  /** Where it stands, for whoever has to correct it. */
  readonly where: string;
  readonly text: string;
  /** Matchers that each of its selectors must have, as Loki reads them. */
  readonly base?: string;
  /** The text before it was restricted to them. */
  readonly original?: string;
  /** Made of random pieces: Loki may refuse it. */
  readonly random?: boolean;
}
