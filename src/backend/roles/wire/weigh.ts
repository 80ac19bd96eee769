const entry = 16;

/** About how many bytes a value takes when it is sent; stops counting above `most`. Circles count as endless. */
export function weigh(value: unknown, most: number): number {
  if (typeof value === 'string') {
    return value.length + 8;
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' ? entry + bytesOf(value) : 8;
  }
  // Of a view all of its buffer would be sent.
  if (ArrayBuffer.isView(value)) {
    return entry + value.buffer.byteLength;
  }
  if (value instanceof ArrayBuffer) {
    return entry + value.byteLength;
  }
  let weight = entry;
  for (const part of partsOf(value)) {
    if (weight > most) {
      break;
    }
    weight += weigh(part, most - weight);
  }
  return weight;
}

const small = 2n ** 64n;

function bytesOf(value: bigint): number {
  return value < small && value > -small ? 8 : value.toString(16).length;
}

function* partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) {
    yield* value;
  } else if (value instanceof Map) {
    for (const [key, part] of value) {
      yield key;
      yield part;
    }
  } else {
    for (const [key, part] of Object.entries(value)) {
      yield key;
      yield part;
    }
  }
}
