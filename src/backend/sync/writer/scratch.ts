import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { idLists } from '../../copy/rollups';
import type { CopyDatabase } from '../../copy/schema';
import type { Parent } from '../mapping/context';

/** Parents that were read, and lines that came before their parent: kept in the file until a result is loaded. */
// An alias, not an interface: kysely takes no others.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type ScratchTables = {
  ingest_parents: { job: string; gid: string; parent: string };
  ingest_waiting: { job: string; parent: string; line: string };
};

type Db = Kysely<CopyDatabase>;

const parentShape = z.object({
  root: z.string(),
  id: z.string(),
  agreement: z.object({ reason: z.string(), happenedAt: z.number() }).optional(),
  skipped: z.literal(true).optional(),
});

/** What has to outlast a stop while one result is loaded. Every call runs in the transaction of the lines it is about. */
export class Scratch {
  private readonly job: string;

  constructor(job: string) {
    this.job = job;
  }

  static async create(db: Db): Promise<void> {
    const any = db.withTables<ScratchTables>();
    await any.schema
      .createTable('ingest_parents')
      .ifNotExists()
      .addColumn('job', 'text', (column) => column.notNull())
      .addColumn('gid', 'text', (column) => column.notNull())
      .addColumn('parent', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('ingest_parents_key', ['job', 'gid'])
      .modifyEnd(sql`without rowid`)
      .execute();
    await any.schema
      .createTable('ingest_waiting')
      .ifNotExists()
      .addColumn('job', 'text', (column) => column.notNull())
      .addColumn('parent', 'text', (column) => column.notNull())
      .addColumn('line', 'text', (column) => column.notNull())
      .execute();
    await any.schema
      .createIndex('ingest_waiting_by_parent')
      .ifNotExists()
      .on('ingest_waiting')
      .columns(['job', 'parent'])
      .execute();
  }

  /** In one statement however many they are: a result has more parents than orders. */
  async remember(db: Db, parents: ReadonlyArray<readonly [string, Parent]>): Promise<void> {
    if (parents.length > 0) {
      await sql`insert into ingest_parents (job, gid, parent)
        select ${this.job}, value ->> 0, value -> 1 from json_each(${JSON.stringify(parents)}) where true
        on conflict do nothing`.execute(db);
    }
  }

  async parents(db: Db, gids: readonly string[]): Promise<Map<string, Parent>> {
    const found = new Map<string, Parent>();
    for (const list of idLists(gids)) {
      const rows = await db
        .withTables<ScratchTables>()
        .selectFrom('ingest_parents')
        .select(['gid', 'parent'])
        .where('job', '=', this.job)
        .where('gid', 'in', list)
        .execute();
      for (const { gid, parent } of rows) {
        const { root, id, agreement, skipped } = parentShape.parse(JSON.parse(parent));
        found.set(gid, { root, id, ...(agreement && { agreement }), ...(skipped && { skipped }) });
      }
    }
    return found;
  }

  async wait(db: Db, lines: ReadonlyArray<{ readonly parent: string; readonly line: string }>): Promise<void> {
    for (let at = 0; at < lines.length; at += 100) {
      await db
        .withTables<ScratchTables>()
        .insertInto('ingest_waiting')
        .values(lines.slice(at, at + 100).map((each) => ({ job: this.job, ...each })))
        .execute();
    }
  }

  /** Lines that wait for these parents; they wait no longer. */
  async arrived(db: Db, gids: readonly string[]): Promise<string[]> {
    const lines: string[] = [];
    for (const list of idLists(gids)) {
      const waiting = db.withTables<ScratchTables>();
      const rows = await waiting
        .selectFrom('ingest_waiting')
        .select('line')
        .where('job', '=', this.job)
        .where('parent', 'in', list)
        .execute();
      if (rows.length > 0) {
        lines.push(...rows.map(({ line }) => line));
        await waiting.deleteFrom('ingest_waiting').where('job', '=', this.job).where('parent', 'in', list).execute();
      }
    }
    return lines;
  }

  async waiting(db: Db): Promise<{ readonly count: number; readonly example: string }> {
    const row = await db
      .withTables<ScratchTables>()
      .selectFrom('ingest_waiting')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('parent').as('example')])
      .where('job', '=', this.job)
      .executeTakeFirstOrThrow();
    return { count: row.count, example: row.example };
  }

  async forget(db: Db): Promise<void> {
    const any = db.withTables<ScratchTables>();
    await any.deleteFrom('ingest_parents').where('job', '=', this.job).execute();
    await any.deleteFrom('ingest_waiting').where('job', '=', this.job).execute();
  }
}
