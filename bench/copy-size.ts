/**
 * Measures what a row of each table takes on disk, key and indexes included: `npm run bench:copy-size` (in Bun). Its figures
 * are those of `bytesPerRow` in src/backend/copy/files/space.ts.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { openCopy, tables, type Column, type Table, type TableName } from '../src/backend/copy';
import { rowOf } from '../src/backend/copy/testing/rows';

const rows = 20_000;
const file = path.join(tmpdir(), `copy-size.${String(process.pid)}.sqlite`);

/** Texts as long as Shopify's usually are, where a dozen letters would be far off. */
const lengths: Readonly<Record<string, number>> = {
  checkout_token: 32,
  cart_token: 32,
  token: 32,
  confirmation_number: 9,
  landing_page: 70,
  referrer: 24,
  title: 28,
  currency: 3,
  presentment_currency: 3,
  shipping_country: 2,
  billing_country: 2,
  cancel_reason: 0,
  hold_reasons: 2,
};

let seed = 7;
const random = () => {
  seed = (seed * 16_807) % 2_147_483_647;
  return seed / 2_147_483_647;
};
const letters = (length: number) => Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join('');

/** Ids and times rise with the rows; parents' ids repeat; NULL one time in four where that may be; no personal data. */
function valueOf(name: string, { kind, nullable, personal }: Column, at: number): string | number | null {
  if (personal !== undefined || name === 'deleted_at' || (nullable && random() < 0.25)) {
    return null;
  }
  switch (kind) {
    case 'id':
      return String(5_600_000_000_000 + Math.floor(name === 'id' ? at : random() * at) * 32_768);
    case 'text':
      return letters(lengths[name] ?? 12);
    case 'integer':
      return Math.floor(random() * 100);
    case 'money':
      return Math.floor(random() * 3_000_000_000);
    case 'instant':
      return 1_600_000_000_000 + at * 60_000;
    case 'day':
      return new Date(1_600_000_000_000 + at * 60_000).toISOString().slice(0, 10);
    case 'flag':
      return random() < 0.1 ? 1 : 0;
    case 'list':
      return random() < 0.3 ? `["${letters(8)}"]` : '[]';
    case 'json':
      return '{}';
  }
}

const { engine } = await openCopy({ file, now: 0 });
const names = z
  .array(z.custom<TableName>((name) => typeof name === 'string' && name in tables))
  .parse(Object.keys(tables));
for (const name of names) {
  const table: Table = tables[name];
  await engine.write(({ upsert }) =>
    upsert(
      name,
      Array.from({ length: rows }, (_, at) => {
        const values = Object.entries(table.columns).map(
          ([column, made]) => [column, valueOf(column, made, at)] as const
        );
        const key =
          table.key.includes('id') || table.key.length === 0 ? {} : { [table.key[0] ?? '']: String(7e12 + at) };
        return rowOf(name, { ...Object.fromEntries<string | number | null>(values), ...key, shop_id: '6512345678901' });
      })
    )
  );
}
await engine.close();

const database = new DatabaseSync(file);
const sizes = z.array(z.object({ name: z.string(), bytes: z.number() })).parse(
  database
    .prepare(
      `select s.tbl_name as name, sum(d.pgsize) as bytes from dbstat d join sqlite_schema s on s.name = d.name
       group by s.tbl_name order by s.tbl_name`
    )
    .all()
);
for (const { name, bytes } of sizes.filter((size) => size.name in tables)) {
  const table = z.object({ n: z.number() }).parse(database.prepare(`select count(*) as n from "${name}"`).get());
  console.log(
    `${name.padEnd(26)} ${String(Math.round(bytes / table.n)).padStart(6)} bytes a row of ${String(table.n)}`
  );
}
database.close();
rmSync(file);
