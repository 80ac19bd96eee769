import type { ChildRole } from './child-role';
import type { RoleError } from './errors';
import type { RolePoolOptions } from './pool-options';
import type { Timing } from './process';
import type { WaitingCall } from './waiting-call';

/** Milliseconds that a cancelled call has to end by itself before its process is killed. */
const cancelGrace = 100;

/** Codes of deaths that say nothing about the next process: this one was ended on purpose. */
const intended: ReadonlySet<string> = new Set(['role-memory', 'role-closed']);

interface Pool {
  /** The process may take a call. */
  free(): void;
  /** It answered one, if only with an error of the role. */
  answered(): void;
}

/** A process of a pool and the one call that it has. */
export class PooledProcess {
  readonly #child: ChildRole;
  readonly #options: RolePoolOptions;
  readonly #timing: Timing;
  readonly #pool: Pool;
  #isBusy = false;
  #isEnding = false;
  #stopIdle: () => void = () => undefined;

  constructor(child: ChildRole, options: RolePoolOptions, timing: Timing, pool: Pool) {
    this.#child = child;
    this.#options = options;
    this.#timing = timing;
    this.#pool = pool;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get rss(): number {
    return this.#child.rss;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get isFree(): boolean {
    return !this.#isBusy && !this.#isEnding && this.#child.end === undefined;
  }

  /** Why it ended, where nobody wanted that. */
  get crash(): RoleError | undefined {
    const { end } = this.#child;
    return this.#isEnding || end === undefined || intended.has(end.code) ? undefined : end;
  }

  async run(call: WaitingCall): Promise<void> {
    this.#isBusy = true;
    this.#stopIdle();
    const { answer, settled } = this.#child.begin(call.method, call.params, call.options);
    call.follow(answer);
    const stopWatching = this.#killWhenGivenUp(call);
    await settled;
    stopWatching();
    this.#isBusy = false;
    if (this.#child.end === undefined) {
      this.#pool.answered();
    }
    if (this.#child.rss > (this.#options.replaceAbove ?? Infinity)) {
      void this.close();
    }
    if (this.isFree) {
      this.#stopIdle = this.#timing.after(this.#options.idleAfter, () => void this.close());
      this.#pool.free();
    }
  }

  async close(): Promise<void> {
    this.#isEnding = true;
    this.#stopIdle();
    await this.#child.close();
  }

  /** At the deadline; at a cancellation only where the pool is to, and after a little while. */
  #killWhenGivenUp({ options: { signal, deadline } }: WaitingCall): () => void {
    const kill = () => {
      this.#isEnding = true;
      this.#child.kill();
    };
    const stops = [this.#timing.after(deadline - this.#timing.now(), kill)];
    const cancel = () => stops.push(this.#timing.after(cancelGrace, kill));
    if (this.#options.killOnCancel) {
      signal.addEventListener('abort', cancel, { once: true });
    }
    return () => {
      signal.removeEventListener('abort', cancel);
      stops.forEach((stop) => stop());
    };
  }
}
