import { IANAZone } from 'luxon';

/** A stretch of time in which a zone's clock has one distance from UTC. Milliseconds. */
export interface Offset {
  /** First moment; minus infinity for the first stretch. */
  readonly from: number;
  readonly offset: number;
}

const step = 86_400_000 * 7;
const known = new Map<string, readonly Offset[]>();

/** How a zone's clock is set from one moment to another, oldest first. Stretches shorter than a week can be missed. */
export function offsetsOf(zone: string, from: number, to: number): readonly Offset[] {
  const key = `${zone} ${String(from)} ${String(to)}`;
  const found = known.get(key) ?? findOffsets(new IANAZone(zone), from, to);
  if (known.size > 100) {
    known.clear();
  }
  known.set(key, found);
  return found;
}

function findOffsets(zone: IANAZone, from: number, to: number): readonly Offset[] {
  const at = (moment: number) => zone.offset(moment) * 60_000;
  const found: Offset[] = [{ from: Number.NEGATIVE_INFINITY, offset: at(from) }];
  for (let moment = from; moment < to; moment += step) {
    const next = Math.min(moment + step, to);
    if (at(next) !== at(moment)) {
      const changed = changeBetween(at, moment, next);
      found.push({ from: changed, offset: at(changed) });
    }
  }
  return found;
}

/** The first moment of the later offset. */
function changeBetween(at: (moment: number) => number, before: number, after: number): number {
  let [low, high] = [before, after];
  const later = at(after);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    [low, high] = at(middle) === later ? [low, middle] : [middle, high];
  }
  return high;
}
