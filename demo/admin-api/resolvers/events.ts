import type { StoreEvent, World } from '../../world/types';

/** Events of one subject, oldest first. `since` is when the subject came to be. */
export function eventsOf(world: World, subjectId: string, since: number): StoreEvent[] {
  return [...world.events.list('createdAt', { from: since })].filter((event) => event.subjectId === subjectId);
}
