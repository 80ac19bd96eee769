import type { SqlQuery } from '../../../query';
import type { CopyAccess, SqlReads } from '../../copy';
import type { Field, Notice } from '../../grafana';
import type { Ask, Run } from '../common/ask';
import { copyCustom, copyNotices, readableCopy } from '../common/copy-notices';
import { withMeta } from '../common/meta';
import { notice, zoneNotice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { maxSeries, shapeFrame } from '../common/shape';
import { explained } from './failure';
import { fieldsOf } from './fields';
import { fillSqlMacros, type Filled } from './macros';

/** Bytes of values that one answer may have. */
export const mostBytes = 32 * 1024 ** 2;

/** One reading statement over the copy's views, run by a process of its own. */
export const runSql: Run<SqlQuery> = async (ask) => {
  const { query, t, facts, now, zone, options } = ask;
  const copy = readableCopy(ask);
  const filled = filledSql(ask);
  const limits = { maxRows: query.maxRows, maxBytes: mostBytes };
  const asked = { sql: filled.sql, shopId: copy.shopId, personal: copy.personal, ...limits };
  const [answer, about] = await Promise.all([
    sqlOf(copy)
      .select(asked, { ...options, caller: options.caller ?? '' })
      .catch((error: unknown) => {
        throw explained(error, query.sql, filled);
      }),
    copyNotices(ask, copy, ask.range),
  ]);
  const fields = fieldsOf(answer.columns, answer.values, { currency: facts.currency, zone });
  const { frames, dropped } = shapeFrame(fields, shapeOf(query, fields, answer.rows));
  const cut: Readonly<Record<'rows' | 'bytes', Notice>> = {
    rows: notice(t, 'warning', 'queries:sql.rowsCut', { limit: query.maxRows }),
    bytes: notice(t, 'warning', 'queries:sql.bytesCut', { limit: mostBytes / 1024 ** 2, rows: answer.rows }),
  };
  return withMeta(frames, ask, {
    answers: [],
    sent: filled.sql,
    custom: copyCustom(copy),
    notices: [
      ...(answer.truncated === undefined ? [] : [cut[answer.truncated]]),
      ...(dropped === 0 ? [] : [notice(t, 'warning', 'queries:notice.seriesCut', { shown: maxSeries, dropped })]),
      ...about,
      ...((query.filters ?? []).length > 0 ? [notice(t, 'info', 'queries:sql.filters')] : []),
      ...(query.sql.includes('$__timeGroup') ? zoneNotice(t, { zone, viewer: query.viewerTimezone, now }) : []),
    ],
  });
};

/** The processes that run SQL. */
export function sqlOf({ sql }: CopyAccess): Pick<SqlReads, 'select' | 'stream' | 'check'> {
  if (sql === undefined) {
    throw new QueryProblem('queries:sql.copyNotReady', { reason: '' }, { fault: 'shopscope', status: 503 });
  }
  return sql;
}

export function filledSql(ask: Ask<SqlQuery>): Filled {
  const { query, range, now, intervalMs, zone, facts } = ask;
  return fillSqlMacros(query.sql, { range, now, intervalMs, zone, shopZone: facts.timezone, domain: facts.domain });
}

/** A series needs a column `time`, or to be asked for; rows of bare numbers are a table. */
function shapeOf({ format }: SqlQuery, fields: readonly Field[], rows: number) {
  const times = fields.filter(({ type }) => type === 'time');
  const time =
    times.find(({ name }) => name.toLowerCase() === 'time') ?? (format === 'timeseries' ? times[0] : undefined);
  const bare = rows !== 1 && fields.every(({ type }) => type === 'float64');
  return { format: format === 'auto' && bare ? ('table' as const) : format, time: time?.name, name: 'sql' };
}
