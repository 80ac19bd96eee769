/** How long to wait, in milliseconds, after the first crash in a row and at most. */
const first = 100;
const most = 30_000;

/** Crashes in a row after which calls are refused until the wait is over, not kept waiting. */
const bearable = 4;

/** Bounds how often a process that crashes is started again. */
export class BackOff {
  readonly #now: () => number;
  #crashes = 0;
  #until = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  crashed(): void {
    this.#crashes += 1;
    this.#until = this.#now() + Math.min(first * 2 ** (this.#crashes - 1), most);
  }

  succeeded(): void {
    this.#crashes = 0;
    this.#until = 0;
  }

  /** Milliseconds until a process may be started. */
  get wait(): number {
    return Math.max(this.#until - this.#now(), 0);
  }

  /** Whether waiting is of no use to a call. */
  get isHopeless(): boolean {
    return this.#crashes >= bearable && this.wait > 0;
  }
}
