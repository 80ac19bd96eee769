import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { writeArguments } from './arguments';
import { ownCommand } from './command';
import { childEnvironment } from './environment';
import { RoleError } from './errors';
import { readFailure } from './failure';
import { readLines } from './lines';
import { readMemoryLine } from './memory-line';
import { memoryMethod, toChild, toParent } from './messages';
import { PendingCall, type StartedCall } from './pending-call';
import type { CallOptions, RoleExit, RoleMemory, RoleProcess, RoleProcessOptions, Timing } from './process';
import { refusalOf } from './refusal';
import { systemTiming } from './timing';
import { Channel, type Message } from './wire/channel';
import { sinkOf } from './wire/sink';

const closeGrace = 300;
const memory = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });

/** The parent's side of a child process. */
export class ChildRole implements RoleProcess {
  readonly exited: Promise<RoleExit>;
  readonly #name: string;
  readonly #log: (line: string) => void;
  readonly #timing: Timing;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #channel: Channel;
  readonly #calls = new Map<number, PendingCall>();
  #lastId = 0;
  #rss = 0;
  #end: RoleError | undefined;

  constructor(name: string, init: unknown, options: RoleProcessOptions) {
    const { program, arguments: first } = options.command ?? ownCommand();
    const own = writeArguments({ role: name, parent: process.pid, memoryLimit: options.memoryLimit });
    this.#name = name;
    this.#log = options.log;
    this.#timing = options.timing ?? systemTiming;
    this.#child = spawn(program, [...first, ...own], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: childEnvironment(process.env, options.environment),
      windowsHide: true,
    });
    this.#channel = new Channel(sinkOf(this.#child.stdin));
    this.exited = this.#watch();
    this.#send(toChild.init, 0, init).catch((error: unknown) => {
      this.#fail(new RoleError('role-start', `What ${name} is to start with can't be sent.`, { cause: error }));
      this.kill();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Why it takes no more calls. */
  get end(): RoleError | undefined {
    return this.#end;
  }

  /** Resident memory in bytes when it last said something; 0 before. */
  get rss(): number {
    return this.#rss;
  }

  call(method: string, params: unknown, options: CallOptions): Promise<unknown> {
    return this.begin(method, params, options).answer;
  }

  begin(method: string, params: unknown, options: CallOptions): StartedCall {
    const refusal = this.#end ?? refusalOf(options, this.#timing);
    if (refusal !== undefined) {
      return { answer: Promise.reject(refusal), settled: Promise.resolve() };
    }
    this.#lastId += 1;
    const id = this.#lastId;
    const call = new PendingCall(options, this.#timing, () => void this.#send(toChild.cancel, id, null));
    this.#calls.set(id, call);
    this.#send(toChild.call, id, { method, params, deadline: options.deadline }).catch((error: unknown) => {
      this.#calls.delete(id);
      call.reject(new RoleError('role-params', `The parameters of ${method} can't be sent.`, { cause: error }));
      call.settle();
    });
    return call;
  }

  async memory(options: Pick<CallOptions, 'signal' | 'deadline'>): Promise<RoleMemory> {
    return memory.parse(await this.call(memoryMethod, null, options));
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async close(grace = closeGrace): Promise<void> {
    this.#fail(closed(this.#name));
    void this.#send(toChild.close, 0, null);
    const stopTimer = this.#timing.after(grace, () => this.kill());
    await this.exited;
    stopTimer();
  }

  #send(kind: string, id: number, value: unknown): Promise<void> {
    return this.#channel.send({ kind, id, note: 0, value });
  }

  async #watch(): Promise<RoleExit> {
    const child = this.#child;
    let overLimit: ReturnType<typeof readMemoryLine>;
    const logged = readLines(child.stderr, (line) => {
      overLimit ??= readMemoryLine(line);
      this.#log(line);
    });
    const read = this.#channel
      .listen(child.stdout, (message) => this.#take(message))
      .catch((error: unknown) => {
        this.#log(`The answers of ${this.#name} can't be read: ${String(error)}`);
        this.kill();
      });
    const exit = await new Promise<RoleExit>((resolve) => {
      child.once('error', (error) => {
        this.#end ??= new RoleError('role-start', `${child.spawnfile} can't be started: ${error.message}`, {
          cause: error,
        });
        resolve({ code: null, signal: null });
      });
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (child.pid !== undefined) {
      await Promise.all([logged, read]);
    }
    this.#fail(this.#end ?? deathOf(this.#name, exit, overLimit));
    return exit;
  }

  /** Ends all calls, and those to come, with an error. */
  #fail(error: RoleError): void {
    this.#end ??= error;
    for (const [id, call] of this.#calls) {
      this.#calls.delete(id);
      call.lost(error);
      call.settle();
    }
  }

  async #take({ kind, id, note, value }: Message): Promise<void> {
    this.#rss = note === 0 ? this.#rss : note;
    const call = this.#calls.get(id);
    switch (kind) {
      case toParent.ready:
        return;
      case toParent.event:
        await call?.event(value);
        return;
      case toParent.answer:
        call?.resolve(value);
        break;
      default:
        if (id === 0) {
          this.#fail(readFailure(value));
        } else {
          call?.reject(readFailure(value));
        }
    }
    this.#calls.delete(id);
    call?.settle();
  }
}

function closed(name: string): RoleError {
  return new RoleError('role-closed', `The process of ${name} was closed.`);
}

function deathOf(name: string, exit: RoleExit, overLimit: ReturnType<typeof readMemoryLine>): RoleError {
  if (overLimit !== undefined) {
    const { rss, limit } = overLimit;
    const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
    const message = `The process of ${name} was ended: it had ${mebibytes(rss)} of memory and may have ${mebibytes(limit)}.`;
    return new RoleError('role-memory', message, { details: overLimit });
  }
  const how = exit.signal === null ? `with status ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
  return new RoleError('role-died', `The process of ${name} ended ${how} before it had answered.`, { details: exit });
}
