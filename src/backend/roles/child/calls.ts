import { memoryUsage } from 'node:process';
import { RoleError } from '../errors';
import { failureOf } from '../failure';
import { callMessage, memoryMethod, toParent } from '../messages';
import type { RoleMethod, RoleMethods } from '../role';
import type { Channel, Message } from '../wire/channel';

/** The calls that this process has, and their answers. */
export class Calls {
  readonly #channel: Channel;
  readonly #methods: Promise<RoleMethods>;
  readonly #running = new Map<number, AbortController>();
  readonly #answers = new Set<Promise<void>>();

  constructor(channel: Channel, methods: Promise<RoleMethods>) {
    this.#channel = channel;
    this.#methods = methods;
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort(new RoleError('role-cancelled', 'The caller cancelled the call.'));
  }

  /** Resolves when all are done. */
  async cancelAll(): Promise<void> {
    for (const id of this.#running.keys()) {
      this.cancel(id);
    }
    await Promise.all(this.#answers);
  }

  /** Begins a call; what goes wrong is its answer. */
  begin(message: Message): void {
    const answer = this.#answer(message);
    this.#answers.add(answer);
    void answer.finally(() => this.#answers.delete(answer));
  }

  async #answer({ id, value }: Message): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(id, controller);
    try {
      const { method: name, params, deadline } = callMessage.parse(value);
      const method = methodOf(await this.#methods, name);
      signal.throwIfAborted();
      const answer = await method(params, { signal, deadline, emit: (event) => this.#emit(id, event, signal) });
      await this.#send(toParent.answer, id, answer, signal);
      signal.throwIfAborted();
    } catch (error) {
      await this.#fail(id, error);
    } finally {
      this.#running.delete(id);
    }
  }

  async #fail(id: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    try {
      await this.#send(toParent.failure, id, failure);
    } catch {
      await this.#send(toParent.failure, id, { ...failure, details: undefined });
    }
  }

  #emit(id: number, event: unknown, signal: AbortSignal): Promise<void> {
    const sent = this.#send(toParent.event, id, event, signal);
    // A role may emit without waiting; what fails then is still to be seen.
    sent.catch((error: unknown) => console.error('An event was not sent:', error));
    return sent;
  }

  #send(kind: string, id: number, value: unknown, signal?: AbortSignal): Promise<void> {
    return this.#channel.send({ kind, id, note: memoryUsage.rss(), value }, signal);
  }
}

function methodOf(methods: RoleMethods, name: string): RoleMethod {
  if (name === memoryMethod) {
    return () => {
      const { rss, heapUsed, external } = memoryUsage();
      return { rss, heapUsed, external };
    };
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) {
    throw new RoleError('role-method', `The role has no method "${name}".`);
  }
  return method;
}
