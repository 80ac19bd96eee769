import { z } from 'zod';

const shape = z.looseObject({ id: z.string() });

/** The bare number at the end of a gid: how the copy names records. */
export function bareId(gid: string): string {
  return /(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;
}

/** Id and time of a record; time 0 where it has none. */
export function placeOf(node: unknown, field: string): { readonly id: string; readonly at: number } {
  const parsed = shape.safeParse(node);
  if (!parsed.success) {
    return { id: '', at: 0 };
  }
  const at = parsed.data[field];
  return { id: bareId(parsed.data.id), at: typeof at === 'string' ? Date.parse(at) : 0 };
}

/** A record's place by its own time, or by that of what it holds (a discount's lies one level down). */
export function placeWithin(node: unknown, field: string): { readonly id: string; readonly at: number } {
  const place = placeOf(node, field);
  if (place.at > 0 || typeof node !== 'object' || node === null) {
    return place;
  }
  const inner: unknown[] = Object.values(node).map((value: unknown): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
  );
  const time = inner.find((value) => typeof value === 'string');
  return { id: place.id, at: typeof time === 'string' ? Date.parse(time) : 0 };
}
