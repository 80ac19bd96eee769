import { hour, minute } from './calendar';
import type { Context } from './context';
import { gid } from './ids';
import { hash } from './random';
import type { Theme } from './types';

/** Days from one publication to the next. */
const every = 11;
const names = ['Tideline', 'Tideline – faster cart', 'Lantern', 'Lantern – new checkout button'] as const;

/** The published theme and the one before it, newest first, as they stand at a moment. */
export function themesAt({ calendar, openDay, seed }: Context, now: number): readonly Theme[] {
  const publication = (turn: number) => ({
    turn,
    at: calendar.start(openDay + turn * every) + 9 * hour + (hash(seed, 7411, turn) % (8 * 60)) * minute,
  });
  const newest = Math.floor((calendar.dayOf(now) - openDay) / every);
  const published = [newest, newest - 1, newest - 2]
    .filter((turn) => turn >= 0)
    .map(publication)
    .filter(({ at }) => at <= now)
    .slice(0, 2);
  return published.map(({ turn, at }, place): Theme => {
    const editedAt = at + 2 * 24 * hour + 5 * hour;
    return {
      id: gid('OnlineStoreTheme', turn),
      name: names[turn % names.length] ?? names[0],
      role: place === 0 ? 'MAIN' : 'UNPUBLISHED',
      createdAt: at - 3 * 24 * hour,
      updatedAt: editedAt <= now ? editedAt : at,
    };
  });
}
