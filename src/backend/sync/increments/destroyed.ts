import { z } from 'zod';
import { entities, type Entity } from '../entities';
import { plan } from '../plan/plan';
import { bareId } from '../shop/node';
import type { Writer } from '../writer/client';

const destroyed = z.looseObject({
  action: z.literal('destroy'),
  subjectType: z.string(),
  subjectId: z.string(),
  createdAt: z.string(),
});

/** Marks what events say is deleted. Done before the events' own cursor moves, so that a stop loses none. */
export async function markDestroyed(
  { writer }: { readonly writer: Writer },
  events: readonly unknown[]
): Promise<void> {
  for (const event of events) {
    const { data } = destroyed.safeParse(event);
    const entity = data === undefined ? undefined : entityOf(data.subjectType);
    if (data !== undefined && entity !== undefined) {
      await writer.markDeleted({ entity, ids: [bareId(data.subjectId)], at: Date.parse(data.createdAt) });
    }
  }
}

function entityOf(subjectType: string): Entity | undefined {
  return entities.find((entity) => plan[entity].destroyed.includes(subjectType));
}
