import type { z } from 'zod';
import { LogError } from '../errors';
import type { RestrictedQuery } from '../logql/restrict';
import { mayRetry, statusFault, waitOf } from '../transport/faults';
import type { Place } from '../transport/place';
import type { Reply, Way } from '../transport/send';
import * as answers from './answers';
import type { Call } from './call';

const api = '/loki/api/v1';

/** One stretch of time in nanoseconds: `[startNs, endNs)` for lines, both ends included for samples. */
export interface Stretch {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** Loki's HTTP API, as far as it is asked: one request (and one more where that may help) each. Throws `LogError`. */
export class Loki {
  readonly #way: Way;
  readonly #host: string;

  constructor(way: Way, place: Place) {
    this.#way = way;
    this.#host = place.authority;
  }

  /** Samples at every multiple of `seconds` from start to end. */
  async matrix(query: RestrictedQuery, { startNs, endNs }: Stretch, seconds: number, call: Call) {
    const form = { query: query.text, start: String(startNs), end: String(endNs), step: String(seconds) };
    return await this.#ask('/query_range', form, answers.matrixAnswer, call);
  }

  /** Newest lines of a stretch, `limit` at most. */
  async streams(query: RestrictedQuery, { startNs, endNs }: Stretch, limit: number, call: Call) {
    const form = {
      query: query.text,
      start: String(startNs),
      end: String(endNs),
      limit: String(limit),
      direction: 'backward',
    };
    return await this.#ask('/query_range', form, answers.streamsAnswer, call);
  }

  /** One sample of each series at a time. */
  async vector(query: RestrictedQuery, timeNs: bigint, call: Call) {
    return await this.#ask('/query', { query: query.text, time: String(timeNs) }, answers.vectorAnswer, call);
  }

  /** Names of labels of the streams that a selector finds. */
  async labels(selector: RestrictedQuery, { startNs, endNs }: Stretch, call: Call) {
    const form = { query: selector.text, start: String(startNs), end: String(endNs) };
    return (await this.#ask('/labels', form, answers.namesAnswer, call)).data;
  }

  /** Values of a label of the streams that a selector finds. This one has no POST form. */
  async labelValues(label: string, selector: RestrictedQuery, { startNs, endNs }: Stretch, call: Call) {
    const parameters = new URLSearchParams({ query: selector.text, start: String(startNs), end: String(endNs) });
    const path = `/label/${encodeURIComponent(label)}/values?${parameters.toString()}`;
    return (await this.#ask(path, undefined, answers.namesAnswer, call)).data;
  }

  /** Patterns of lines; needs Loki's pattern ingester, `notFound` without. */
  async patterns(selector: RestrictedQuery, { startNs, endNs }: Stretch, seconds: number, call: Call) {
    const parameters = new URLSearchParams({
      query: selector.text,
      start: String(startNs),
      end: String(endNs),
      step: `${seconds}s`,
    });
    return (await this.#ask(`/patterns?${parameters.toString()}`, undefined, answers.patternsAnswer, call)).data;
  }

  /** How much the index knows of the streams that a selector finds. */
  async stats(selector: RestrictedQuery, { startNs, endNs }: Stretch, call: Call) {
    const form = { query: selector.text, start: String(startNs), end: String(endNs) };
    return await this.#ask('/index/stats', form, answers.statsAnswer, call);
  }

  async version(call: Call): Promise<string> {
    return (await this.#ask('/status/buildinfo', undefined, answers.buildAnswer, call)).version;
  }

  dispose(): void {
    this.#way.dispose();
  }

  async #ask<Schema extends z.ZodType>(
    path: string,
    form: Readonly<Record<string, string>> | undefined,
    schema: Schema,
    call: Call
  ): Promise<z.output<Schema>> {
    const first = await this.#try(path, form, schema, call);
    if (first.ok) {
      return first.answer;
    }
    if (!mayRetry(first.error)) {
      throw first.error;
    }
    await call.wait(waitOf(first.retryAfter));
    const second = await this.#try(path, form, schema, call);
    if (second.ok) {
      return second.answer;
    }
    throw second.error;
  }

  async #try<Schema extends z.ZodType>(
    path: string,
    form: Readonly<Record<string, string>> | undefined,
    schema: Schema,
    call: Call
  ): Promise<Tried<z.output<Schema>>> {
    let reply: Reply | undefined;
    try {
      reply = await this.#way.send({
        path: `${api}${path}`,
        ...(form === undefined ? {} : { form: new URLSearchParams(form) }),
        signal: call.signal,
        maxBytes: Math.min(call.caps.answerBytes, call.bytesLeft),
      });
      call.bytesRead += reply.bytes;
      return { ok: true, answer: this.#read(reply, schema) };
    } catch (error) {
      if (call.signal.aborted) {
        throw call.ended();
      }
      if (error instanceof LogError) {
        return { ok: false, error, retryAfter: reply?.retryAfter };
      }
      throw error;
    }
  }

  #read<Schema extends z.ZodType>(reply: Reply, schema: Schema): z.output<Schema> {
    if (reply.status < 200 || reply.status > 299) {
      throw statusFault(this.#host, reply);
    }
    const parsed = schema.safeParse(this.#json(reply));
    if (!parsed.success) {
      throw new LogError('unexpectedAnswer', { path: parsed.error.issues[0]?.path.join('.') ?? '-' }, parsed.error);
    }
    return parsed.data;
  }

  #json({ text, contentType }: Reply): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw /^\s*[{[]/.test(text)
        ? new LogError('truncatedBody', {}, cause)
        : new LogError('notLoki', { host: this.#host, contentType }, cause);
    }
  }
}

type Tried<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly error: LogError; readonly retryAfter: string | undefined };
