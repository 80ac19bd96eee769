import { packNumbers, packTexts } from './pack';
import { weigh } from './weigh';

/** Step and data that rebuild a value on the other side; the steps are those of `Assembler`. */
export type Piece = readonly [step: string, data: unknown];

/** About how many bytes a piece has: small enough that reading one holds nobody up, large enough to be worth a message. */
export const pieceSize = 64 * 1024;

const deepest = 200;

/** Cuts a value of any size into pieces of about `size` bytes, the next made when it is asked for. */
export function* cut(value: unknown, size = pieceSize, depth = 0): Generator<Piece, void, void> {
  if (depth > deepest) {
    throw new TypeError('The value is nested too deeply, or in circles');
  }
  if (weigh(value, size) <= size) {
    yield ['value', value];
  } else if (typeof value === 'string') {
    yield* slices('text', value.length, size, (from, to) => value.slice(from, to));
  } else if (Array.isArray(value)) {
    yield* cutArray(value, size, depth);
  } else if (value instanceof Set) {
    yield* within('set', each(value, size, depth));
  } else if (value instanceof Map) {
    yield* within('map', each(entries(value), size, depth));
  } else if (value instanceof ArrayBuffer) {
    yield* slices('buffer', value.byteLength, size, (from, to) => new Uint8Array(value.slice(from, to)));
  } else if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset: start, byteLength } = value;
    const bytes = (from: number, to: number) => new Uint8Array(buffer, start + from, to - from).slice();
    yield* slices(`view:${Buffer.isBuffer(value) ? 'Uint8Array' : value.constructor.name}`, byteLength, size, bytes);
  } else if (isPlain(value)) {
    yield* within('object', each(entries(Object.entries(value)), size, depth));
  } else {
    yield ['value', value];
  }
}

function* cutArray(values: readonly unknown[], size: number, depth: number): Generator<Piece, void, void> {
  const isShort = (value: unknown) => isText(value) && (value === null || value.length < size);
  if (values.every(isNumber)) {
    yield* slices('array', values.length, Math.ceil(size / 8), (from, to) => packNumbers(values.slice(from, to)));
  } else if (values.every(isText) && values.every(isShort)) {
    yield* within('array', texts(values, size));
  } else {
    yield* within('array', each(values, size, depth));
  }
}

function* texts(values: ReadonlyArray<string | null>, size: number): Generator<Piece, void, void> {
  let from = 0;
  let weight = 0;
  for (const [at, value] of values.entries()) {
    weight += 4 + (value?.length ?? 0);
    if (weight > size || at === values.length - 1) {
      yield ['part', packTexts(values.slice(from, at + 1))];
      from = at + 1;
      weight = 0;
    }
  }
}

/** Values in batches, those too large for a piece cut by themselves. */
function* each(values: Iterable<unknown>, size: number, depth: number): Generator<Piece, void, void> {
  let batch: unknown[] = [];
  let weight = 0;
  for (const value of values) {
    const more = weigh(value, size);
    if (batch.length > 0 && weight + more > size) {
      yield ['part', batch];
      batch = [];
      weight = 0;
    }
    if (more > size) {
      yield* cut(value, size, depth + 1);
    } else {
      batch.push(value);
      weight += more;
    }
  }
  if (batch.length > 0) {
    yield ['part', batch];
  }
}

function* slices(
  what: string,
  length: number,
  step: number,
  slice: (from: number, to: number) => unknown
): Generator<Piece, void, void> {
  yield ['open', { what, length }];
  for (let from = 0; from < length; from += step) {
    yield ['part', slice(from, Math.min(from + step, length))];
  }
  yield ['close', undefined];
}

function* within(what: string, pieces: Iterable<Piece>): Generator<Piece, void, void> {
  yield ['open', { what, length: 0 }];
  yield* pieces;
  yield ['close', undefined];
}

function* entries(pairs: Iterable<readonly [unknown, unknown]>): Generator<unknown, void, void> {
  for (const pair of pairs) {
    yield* pair;
  }
}

function isNumber(value: unknown): value is number | null {
  return typeof value === 'number' || value === null;
}

function isText(value: unknown): value is string | null {
  return typeof value === 'string' || value === null;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
}
