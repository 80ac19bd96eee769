import { BackOff } from './back-off';
import { ChildRole } from './child-role';
import { RoleError } from './errors';
import { FairQueue } from './fair-queue';
import type { PoolCallOptions, RoleCaller, RolePoolOptions } from './pool-options';
import { PooledProcess } from './pooled-process';
import type { Timing } from './process';
import { systemTiming } from './timing';
import { WaitingCall } from './waiting-call';

/** What a pool is doing: its processes, with resident memory in bytes when they last answered, and the calls that wait. */
export interface PoolState {
  readonly processes: ReadonlyArray<{
    readonly pid: number | undefined;
    readonly isBusy: boolean;
    readonly rss: number;
  }>;
  readonly waiting: number;
}

/**
 * Up to `size` processes in one role, one call each at a time, started when calls need them. A process whose call is overdue
 * is killed and replaced, also inside a statement; the others don't notice. One that crashes again and again is started
 * less and less often, and calls are refused meanwhile with `role-start`.
 */
export class RolePool implements RoleCaller {
  readonly #name: string;
  readonly #init: unknown;
  readonly #options: RolePoolOptions;
  readonly #timing: Timing;
  readonly #backOff: BackOff;
  readonly #waiting = new FairQueue<WaitingCall>();
  readonly #processes = new Set<PooledProcess>();
  #stopRetry: (() => void) | undefined;
  #lastCrash: RoleError | undefined;
  #isClosed = false;

  constructor(name: string, init: unknown, options: RolePoolOptions) {
    this.#name = name;
    this.#init = init;
    this.#options = options;
    this.#timing = options.timing ?? systemTiming;
    this.#backOff = new BackOff(() => this.#timing.now());
  }

  call(method: string, params: unknown, options: PoolCallOptions): Promise<unknown> {
    const refusal = this.#refusal(options.caller ?? '');
    if (refusal !== undefined) {
      return Promise.reject(refusal);
    }
    const waiting = new WaitingCall(method, params, options, this.#timing, () =>
      this.#waiting.remove(waiting.caller, waiting)
    );
    if (waiting.isWaiting) {
      this.#waiting.add(waiting.caller, waiting);
      this.#serve();
    }
    return waiting.answer;
  }

  get state(): PoolState {
    const processes = [...this.#processes].map(({ pid, isBusy, rss }) => ({ pid, isBusy, rss }));
    return { processes, waiting: this.#waiting.size };
  }

  /** Refuses what waits, aborts what runs and ends the processes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopRetry?.();
    for (const call of this.#waiting.takeAll()) {
      call.refuse(this.#closed());
    }
    await Promise.all([...this.#processes].map((each) => each.close()));
  }

  #refusal(caller: string): RoleError | undefined {
    const { queue } = this.#options;
    if (this.#isClosed) {
      return this.#closed();
    }
    if (this.#backOff.isHopeless) {
      return this.#hopeless();
    }
    const isFull = this.#waiting.size >= queue.total || this.#waiting.sizeOf(caller) >= queue.perCaller;
    if (isFull && !this.#hasRoom) {
      return new RoleError('role-busy', `Too many calls wait for ${this.#name} already.`);
    }
    return undefined;
  }

  /** Whether a call needn't wait. */
  get #hasRoom(): boolean {
    const mayStart = this.#processes.size < this.#options.size && this.#backOff.wait === 0;
    return mayStart || [...this.#processes].some((each) => each.isFree);
  }

  /** Gives waiting calls to processes, as far as there are any. */
  #serve(): void {
    while (this.#waiting.size > 0) {
      const process = [...this.#processes].find((each) => each.isFree) ?? this.#start();
      const call = process === undefined ? undefined : this.#waiting.take();
      if (process === undefined || call === undefined) {
        return;
      }
      void process.run(call);
    }
  }

  #start(): PooledProcess | undefined {
    if (this.#isClosed || this.#processes.size >= this.#options.size) {
      return undefined;
    }
    if (this.#backOff.wait > 0) {
      this.#retry();
      return undefined;
    }
    const child = new ChildRole(this.#name, this.#init, this.#options);
    const process = new PooledProcess(child, this.#options, this.#timing, {
      free: () => this.#serve(),
      answered: () => this.#backOff.succeeded(),
    });
    this.#processes.add(process);
    void child.exited.then(() => this.#ended(process));
    return process;
  }

  #ended(process: PooledProcess): void {
    this.#processes.delete(process);
    if (process.crash !== undefined) {
      this.#lastCrash = process.crash;
      this.#backOff.crashed();
    }
    if (this.#backOff.isHopeless) {
      for (const call of this.#waiting.takeAll()) {
        call.refuse(this.#hopeless());
      }
    }
    this.#serve();
  }

  #retry(): void {
    this.#stopRetry?.();
    this.#stopRetry = this.#timing.after(this.#backOff.wait, () => this.#serve());
  }

  #closed(): RoleError {
    return new RoleError('role-closed', `The processes of ${this.#name} were closed.`);
  }

  #hopeless(): RoleError {
    const seconds = Math.ceil(this.#backOff.wait / 1000);
    const message = `The processes of ${this.#name} end again and again; the next is started in ${seconds} s.`;
    return new RoleError('role-start', message, { cause: this.#lastCrash });
  }
}
