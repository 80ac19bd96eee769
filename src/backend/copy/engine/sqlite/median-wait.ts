import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

const second = 1_000;
const hour = 3_600_000;
const [zero, nine] = [48, 57];

/**
 * Adds SQL's `median_wait(waits, hour_at, from_at, to_at)` to a connection: the middle of what rows of `order_waits` hold
 * for the instants from `from_at` until before `to_at`, in milliseconds; NULL where they hold nothing. Texts are read here
 * because hundreds of thousands of waits in rows of their own take SQLite ten times as long.
 */
export function addMedianWait(database: DatabaseSync): void {
  database.aggregate<Uint32Array>('median_wait', {
    deterministic: true,
    directOnly: true,
    // The first number is how many follow.
    start: () => new Uint32Array(64),
    step: (found, waits, hourAt, from, to) => {
      const base = Number(hourAt);
      return typeof waits === 'string' ? gather(found, waits, Number(from) - base, Number(to) - base) : found;
    },
    result: medianOf,
  });
}

/** Adds the waits that ended between the bounds, in milliseconds after the hour. */
function gather(found: Uint32Array, text: string, from: number, to: number): Uint32Array {
  const semicolon = text.indexOf(';');
  return from <= 0 && to >= hour
    ? gatherAll(found, text, semicolon)
    : gatherSome(found, text, semicolon, (ended) => ended >= from && ended < to);
}

/** Hours within the bounds are nearly all that is read: their waits alone are, figure by figure. */
function gatherAll(found: Uint32Array, text: string, end: number): Uint32Array {
  let into = found;
  let count = into[0] ?? 0;
  let wait = 0;
  let step = 0;
  for (let index = 0; index <= end; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= zero && code <= nine) {
      step = step * 10 + code - zero;
      continue;
    }
    wait += step;
    step = 0;
    count += 1;
    into = count < into.length ? into : larger(into);
    into[count] = wait;
  }
  into[0] = count;
  return into;
}

function gatherSome(
  found: Uint32Array,
  text: string,
  semicolon: number,
  isWithin: (ended: number) => boolean
): Uint32Array {
  const seconds = text.slice(semicolon + 1).split(',');
  const all = gatherAll(new Uint32Array(seconds.length + 1), text, semicolon);
  let into = found;
  let count = into[0] ?? 0;
  seconds.forEach((each, index) => {
    if (isWithin(Number(each) * second)) {
      count += 1;
      into = count < into.length ? into : larger(into);
      into[count] = all[index + 1] ?? 0;
    }
  });
  into[0] = count;
  return into;
}

function larger(found: Uint32Array): Uint32Array {
  const made = new Uint32Array(found.length * 2);
  made.set(found);
  return made;
}

function medianOf(found: Uint32Array): SQLInputValue {
  const count = found[0] ?? 0;
  if (count === 0) {
    return null;
  }
  const values = found.subarray(1, count + 1);
  const upper = nth(values, count >> 1);
  // What is below stands before it by now: the greatest of that is the other middle.
  const lower =
    count % 2 === 1 ? upper : values.subarray(0, count >> 1).reduce((most, each) => Math.max(most, each), 0);
  return ((lower + upper) / 2) * second;
}

/** The value that would stand at a place if all were sorted (Hoare's selection); lesser or equal ones are moved before it. */
function nth(values: Uint32Array, place: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) {
        left += 1;
      }
      while ((values[right] ?? 0) > pivot) {
        right -= 1;
      }
      if (left <= right) {
        const moved = values[left] ?? 0;
        values[left] = values[right] ?? 0;
        values[right] = moved;
        left += 1;
        right -= 1;
      }
    }
    if (place <= right) {
      high = right;
    } else if (place >= left) {
      low = left;
    } else {
      break;
    }
  }
  return values[place] ?? 0;
}
