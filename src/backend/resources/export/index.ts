import { z } from 'zod';
import { readQuery, type ParsedQuery, type SqlQuery } from '../../../query';
import { views, type CopyAccess, type CopyValue, type SqlResultColumn } from '../../copy';
import type { ResourcePart } from '../../grafana';
import type { Ask } from '../../queries/common/ask';
import { readableCopy } from '../../queries/common/copy-notices';
import { QueryProblem } from '../../queries/common/problem';
import { zoneOf } from '../../queries/common/zone';
import { runQuery } from '../../queries/dispatch';
import { explained } from '../../queries/sql/failure';
import { filledSql, sqlOf } from '../../queries/sql/run';
import { accessOf } from '../../sync';
import { readBody } from '../body';
import type { Answer, Answered, Asked } from '../context';
import { ofFields, ofSql, type ExportTable } from './columns';
import { csvOf } from './csv';
import { Handover } from './handover';
import { parquetOf } from './parquet';

const formats = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  parquet: { type: 'application/vnd.apache.parquet', write: parquetOf },
} as const;
type Format = keyof typeof formats;

/** Rows and bytes of one export; a copy that has more is a file of its own. */
const limits = { maxRows: 20_000_000, maxBytes: 8 * 1024 ** 3 };
const patience = 30 * 60_000;
/** Of the list of those affected, whatever a panel asks for: the most that the query type gives. */
const mostRows = 5_000;
const day = 86_400_000;

/** `GET export?entity=orders&format=csv`: a whole view. */
export const exportEntity: Answer = async (asked) => {
  allow(asked);
  const { parameters } = asked;
  const entity = parameters.get('entity');
  if (entity === null) {
    throw new QueryProblem('queries:export.nothing');
  }
  const known = views({ personal: false }).map(({ name }) => name);
  if (!known.includes(entity)) {
    throw new QueryProblem('queries:export.entityUnknown', { entity, entities: known.join(', ') }, { status: 404 });
  }
  const format = formatOf(parameters.get('format') ?? 'csv');
  const copy = accessTo(asked);
  const table = await tableOf(asked, copy, `select * from ${entity}`);
  return answered(format, fileName(asked, entity), table);
};

const body = z.object({
  format: z.string().default('csv'),
  query: z.unknown(),
  /** Epoch milliseconds; the last day where left out. */
  from: z.number().optional(),
  to: z.number().optional(),
  intervalMs: z.number().int().positive().default(60_000),
});

/** `POST export` with `{ query, format, from, to }`: the answer of a query; of SQL and of those affected every row. */
export const exportQuery: Answer = async (asked) => {
  allow(asked);
  const wanted = readBody(asked.body, body);
  const format = formatOf(wanted.format);
  const read = readQuery(wanted.query);
  if (!read.ok) {
    const { code, ...values } = read.fault;
    throw new QueryProblem(`queries:error.${code}`, values);
  }
  const { query } = read;
  const ask = await askOf(asked, query, wanted);
  return answered(format, fileName(asked, query.queryType), await answerOf(asked, ask));
};

async function answerOf(asked: Asked, ask: Ask): Promise<ExportTable> {
  const { query } = ask;
  if (query.queryType === 'sql') {
    const own: Ask<SqlQuery> = { ...ask, query };
    const filled = filledSql(own);
    try {
      return await tableOf(asked, accessTo(asked), filled.sql);
    } catch (error) {
      throw explained(error, query.sql, filled);
    }
  }
  const [frame] = await runQuery(
    query.queryType === 'affected' ? { ...ask, query: { ...query, limit: mostRows } } : ask
  );
  return ofFields(frame?.fields ?? []);
}

async function askOf(
  { settings, shopify, options, now, copy, logs, role, t }: Asked,
  query: ParsedQuery,
  { from, to, intervalMs }: z.output<typeof body>
): Promise<Ask> {
  const facts = await shopify.facts(options);
  return {
    query,
    range: { from: from ?? now() - day, to: to ?? now() },
    intervalMs,
    now: now(),
    connection: settings.connection,
    shopify,
    copy: accessOf(copy, { role, isAlert: false }),
    options,
    facts,
    zone: zoneOf(query.timezone, facts.timezone, query.viewerTimezone),
    t,
    ...(logs === undefined ? {} : { logs }),
    ...(settings.impact === undefined ? {} : { impact: settings.impact }),
  };
}

/** Checked here, as any Viewer can post to a resource. */
function allow({ role }: Asked): void {
  if (role !== 'Admin' && role !== 'Editor') {
    throw new QueryProblem('queries:export.roleMissing', {}, { fault: 'settings', status: 403 });
  }
}

function formatOf(name: string): Format {
  const found = name === 'csv' || name === 'parquet' ? name : undefined;
  if (found === undefined) {
    throw new QueryProblem('queries:export.formatUnknown', { format: name });
  }
  return found;
}

function accessTo({ copy, role, t }: Asked): CopyAccess {
  return readableCopy({ copy: accessOf(copy, { role, isAlert: false }), t });
}

/** Begins to run SQL; failures before the first row are thrown here, so that they are told as such. */
async function tableOf({ options }: Asked, copy: CopyAccess, sql: string): Promise<ExportTable> {
  const handover = new Handover<ReadonlyArray<readonly CopyValue[]>>();
  const stopped = new AbortController();
  const signal = AbortSignal.any([options.signal, stopped.signal]);
  const { shopId, personal } = copy;
  const columns = await new Promise<readonly SqlResultColumn[]>((resolve, reject) => {
    sqlOf(copy)
      .stream(
        { sql, shopId, personal, ...limits },
        { signal, deadline: options.deadline, caller: options.caller ?? '' },
        { columns: resolve, part: (values) => handover.give(values) },
        patience
      )
      .then(
        () => handover.end(),
        (error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
          handover.end({ error });
        }
      );
  });
  return { columns: columns.map(ofSql), parts: handover.take(() => stopped.abort()) };
}

function fileName({ settings, now }: Asked, what: string): string {
  const shop = settings.connection.domain.replace(/\.myshopify\.com$/, '').replaceAll(/[^\w-]/g, '_');
  return `${shop}-${what}-${new Date(now()).toISOString().slice(0, 10)}`;
}

function answered(format: Format, name: string, table: ExportTable): Answered {
  const { type, write } = formats[format];
  return partsOf(write(table), {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

async function* partsOf(
  bodies: AsyncIterable<string | Uint8Array>,
  headers: Readonly<Record<string, string>>
): AsyncGenerator<ResourcePart> {
  let isFirst = true;
  for await (const part of bodies) {
    yield isFirst ? { status: 200, headers, body: part } : { body: part };
    isFirst = false;
  }
}
