/** An answer other than 200; its text is the body, as Loki's errors are plain text. */
export class LokiProblem extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

/** LogQL that Loki takes and this stand-in does not. */
export const unsupported = (what: string): LokiProblem =>
  new LokiProblem(400, `the demo's stand-in for Loki does not know ${what}`);
