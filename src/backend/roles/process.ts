import type { RoleCommand } from './command';

/** How a call is to be answered. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which the answer is of no use. */
  readonly deadline: number;
  /** Takes what the role emits, in order and before the answer. While its promise waits and the pipe is full, so does `emit`. */
  readonly onEvent?: (event: unknown) => void | Promise<void>;
}

/** What a child process says of its memory, in bytes. */
export interface RoleMemory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

export interface RoleExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process in a role. */
export interface RoleProcess {
  /** Undefined where the program couldn't be started, which the calls say. */
  readonly pid: number | undefined;
  /** Rejects with a `RoleError`. A deadline or cancellation ends the wait, not the work: that takes `kill`. */
  call(method: string, params: unknown, options: CallOptions): Promise<unknown>;
  /** Asks the child; waits while a blocking statement runs in it. */
  memory(options: Pick<CallOptions, 'signal' | 'deadline'>): Promise<RoleMemory>;
  /** Ends it at once, whatever it does (SIGKILL). */
  kill(): void;
  /** Lets it stop by itself, its calls aborted; kills it after `grace` milliseconds (default 300). */
  close(grace?: number): Promise<void>;
  /** Never rejects. */
  readonly exited: Promise<RoleExit>;
}

/** The clock and its timers. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the task after that many milliseconds; the answer calls it off. */
  after(milliseconds: number, task: () => void): () => void;
}

export interface RoleProcessOptions {
  /** Takes each line that the child writes to its stderr, or to its stdout, which never reaches ours. */
  readonly log: (line: string) => void;
  /** Variables of the child, beside the few that every process needs; none of ours is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Bytes of resident memory at which the child ends itself, even inside a statement; no limit where left out. */
  readonly memoryLimit?: number;
  /** How the executable is started in a role; this process's own where left out. */
  readonly command?: RoleCommand;
  /** The system's where left out. */
  readonly timing?: Timing;
}
