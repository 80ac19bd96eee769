import { CopyError } from '../errors';

/** One answer for all who ask the same while it is being read: panels of one dashboard often do. */
export class Shared<Answer> {
  private readonly running = new Map<string, Reading<Answer>>();

  /** Joins a reading that has at least as long to go, or begins one. It is given up when all who wait for it have. */
  async ask(
    key: string,
    { signal, deadline }: { readonly signal: AbortSignal; readonly deadline: number },
    read: (signal: AbortSignal) => Promise<Answer>
  ): Promise<Answer> {
    const known = this.running.get(key);
    const reading =
      known !== undefined && known.deadline >= deadline - leeway ? known : this.begin(key, deadline, read);
    return await reading.join(signal);
  }

  private begin(key: string, deadline: number, read: (signal: AbortSignal) => Promise<Answer>): Reading<Answer> {
    const reading = new Reading(deadline, read, () => {
      if (this.running.get(key) === reading) {
        this.running.delete(key);
      }
    });
    this.running.set(key, reading);
    return reading;
  }
}

/** Milliseconds by which whoever joins may end sooner than asked for: requests of one refresh come one after the other. */
const leeway = 1_000;

class Reading<Answer> {
  readonly deadline: number;
  private readonly answer: Promise<Answer>;
  private readonly controller = new AbortController();
  private readonly end: () => void;
  private waiting = 0;

  constructor(deadline: number, read: (signal: AbortSignal) => Promise<Answer>, end: () => void) {
    this.deadline = deadline;
    this.end = end;
    this.answer = read(this.controller.signal).finally(end);
  }

  /** Rejects with `cancelled` where this signal aborts while others still wait. */
  async join(signal: AbortSignal): Promise<Answer> {
    this.waiting += 1;
    let stop: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      const leave = () => {
        this.waiting -= 1;
        if (this.waiting > 0) {
          reject(new CopyError('cancelled', {}, signal.reason));
        } else {
          // Nobody else waits: what becomes of the reading itself tells.
          this.end();
          this.controller.abort(signal.reason);
        }
      };
      signal.addEventListener('abort', leave, { once: true });
      stop = () => {
        signal.removeEventListener('abort', leave);
      };
      if (signal.aborted) {
        leave();
      }
    });
    try {
      return await Promise.race([this.answer, left]);
    } finally {
      stop();
    }
  }
}
