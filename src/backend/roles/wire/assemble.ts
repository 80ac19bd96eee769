import { z } from 'zod';
import { unpackNumbers, unpackTexts } from './pack';

const opened = z.object({ what: z.string(), length: z.int().nonnegative() });
const packedTexts = z.object({ text: z.string(), lengths: z.instanceof(Int32Array) });
const packedNumbers = z.object({ numbers: z.instanceof(Float64Array), nulls: z.instanceof(Int32Array) });

/** A value that is being rebuilt. */
interface Builder {
  part(data: unknown): void;
  /** Takes a value that came in pieces of its own. */
  value(value: unknown): void;
  finish(): unknown;
}

export type Assembled = { readonly done: false } | { readonly done: true; readonly value: unknown };

const unfinished: Assembled = { done: false };

/** Rebuilds values from the pieces that `cut` made, one value after the other. */
export class Assembler {
  readonly #builders: Builder[] = [];

  add(step: string, data: unknown): Assembled {
    if (step === 'value') {
      return this.#give(data);
    }
    if (step === 'open') {
      this.#builders.push(builder(opened.parse(data)));
      return unfinished;
    }
    const innermost = this.#builders.at(-1);
    if (innermost === undefined || (step !== 'part' && step !== 'close')) {
      throw new TypeError(`A piece "${step}" came out of turn`);
    }
    if (step === 'close') {
      this.#builders.pop();
      return this.#give(innermost.finish());
    }
    innermost.part(data);
    return unfinished;
  }

  /** Forgets a value that came in part. */
  drop(): void {
    this.#builders.length = 0;
  }

  #give(value: unknown): Assembled {
    const outer = this.#builders.at(-1);
    outer?.value(value);
    return outer === undefined ? { done: true, value } : unfinished;
  }
}

function builder({ what, length }: z.infer<typeof opened>): Builder {
  switch (what) {
    case 'text':
      return text();
    case 'array':
      return array();
    case 'set':
      return eachInto(new Set<unknown>(), (set, value) => set.add(value));
    case 'map':
      return pairsInto(new Map<unknown, unknown>(), (map, key, value) => map.set(key, value));
    case 'object':
      return pairsInto<object>({}, define);
    default:
      return bytes(what, length);
  }
}

function text(): Builder {
  const parts: string[] = [];
  return { part: (data) => parts.push(z.string().parse(data)), value: never, finish: () => parts.join('') };
}

function array(): Builder {
  const values: unknown[] = [];
  const add = (value: unknown) => void values.push(value);
  const part = (data: unknown) => {
    if (Array.isArray(data)) {
      data.forEach(add);
      return;
    }
    const texts = packedTexts.safeParse(data);
    if (texts.success) {
      unpackTexts(texts.data, add);
    } else {
      unpackNumbers(packedNumbers.parse(data), add);
    }
  };
  return { part, value: add, finish: () => values };
}

function eachInto<Into>(into: Into, add: (into: Into, value: unknown) => unknown): Builder {
  const value = (each: unknown) => void add(into, each);
  return { part: (data) => listOf(data).forEach(value), value, finish: () => into };
}

function pairsInto<Into>(into: Into, add: (into: Into, key: unknown, value: unknown) => unknown): Builder {
  let key: { readonly is: unknown } | undefined;
  const value = (each: unknown) => {
    if (key === undefined) {
      key = { is: each };
    } else {
      add(into, key.is, each);
      key = undefined;
    }
  };
  return { part: (data) => listOf(data).forEach(value), value, finish: () => into };
}

/** Defined, not assigned: `__proto__` is a key like any other. */
function define(into: object, key: unknown, value: unknown): void {
  Object.defineProperty(into, String(key), { value, writable: true, enumerable: true, configurable: true });
}

const views: Readonly<Record<string, (buffer: ArrayBuffer) => ArrayBufferView>> = {
  Int8Array: (buffer) => new Int8Array(buffer),
  Uint8Array: (buffer) => new Uint8Array(buffer),
  Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
  Int16Array: (buffer) => new Int16Array(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Float32Array: (buffer) => new Float32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
  BigInt64Array: (buffer) => new BigInt64Array(buffer),
  BigUint64Array: (buffer) => new BigUint64Array(buffer),
  DataView: (buffer) => new DataView(buffer),
};

function bytes(what: string, length: number): Builder {
  const view = what === 'buffer' ? (buffer: ArrayBuffer) => buffer : views[what.replace(/^view:/, '')];
  if (view === undefined) {
    throw new TypeError(`A value "${what}" can't be rebuilt`);
  }
  const all = new Uint8Array(length);
  let at = 0;
  const part = (data: unknown) => {
    const some = z.instanceof(Uint8Array).parse(data);
    all.set(some, at);
    at += some.length;
  };
  return { part, value: never, finish: () => view(all.buffer) };
}

function listOf(data: unknown): readonly unknown[] {
  return z.custom<readonly unknown[]>((value) => Array.isArray(value)).parse(data);
}

function never(): void {
  throw new TypeError('A value came where bytes were due');
}
