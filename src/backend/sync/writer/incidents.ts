import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contract from './contract';
import type { Store } from './store';

/** Adds revisions. What is there is never rewritten: a revision that comes again changes nothing. */
export async function keepIncidents(
  { engine, shopId }: Store,
  rows: z.infer<typeof contract.addIncidents>['rows']
): Promise<void> {
  await engine.write(async ({ db }) => {
    for (const { evidence, ...row } of rows) {
      await db
        .insertInto('incidents')
        .values({ ...row, shop_id: shopId, evidence: JSON.stringify(evidence) })
        .onConflict((conflict) => conflict.columns(['shop_id', 'id', 'revision']).doNothing())
        .execute();
    }
  });
}

/** Adds a note; two of one millisecond stand one after the other. */
export async function keepIncidentNote(
  { engine, shopId }: Store,
  { id, at, text, author }: z.infer<typeof contract.addIncidentNote>
): Promise<void> {
  await engine.write(async ({ db }) => {
    await sql`insert into incident_notes (shop_id, id, at, text, author)
      select ${shopId}, ${id}, max(${at}, coalesce(max(at) + 1, 0)), ${text}, ${author} from incident_notes
      where shop_id = ${shopId} and id = ${id}`.execute(db);
  });
}
