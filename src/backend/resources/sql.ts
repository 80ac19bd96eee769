import { z } from 'zod';
import type { Problem, SqlViews } from '../../query/resources';
import { CopyError, views, type ViewColumn } from '../copy';
import { readableCopy } from '../queries/common/copy-notices';
import { QueryProblem } from '../queries/common/problem';
import { failureOf } from '../queries/sql/failure';
import { fillSqlMacros, sqlMacros, type Filled } from '../queries/sql/macros';
import { placeText } from '../queries/sql/place';
import { sqlOf } from '../queries/sql/run';
import { accessOf } from '../sync';
import { readBody } from './body';
import { json, type Answer, type Asked } from './context';

/** `GET sql/views`: the documented views with their columns, and macros. */
export const sqlViewsOf: Answer = ({ copy, role, t }) => {
  const { personal } = accessOf(copy, { role, isAlert: false });
  const answer: SqlViews = {
    views: views({ personal: true }).map(({ name, meaning, source, columns }) => ({
      name,
      text: source === '–' ? meaning : `${meaning} (${source})`,
      columns: columns.map((column) => ({
        name: column.name,
        type: column.kind === 'decimal' ? 'money' : column.kind,
        text: textOf(column),
        personal: column.personal !== undefined,
        allowed: column.personal === undefined || personal,
      })),
    })),
    macros: sqlMacros.map(({ name, insert }) => ({ name, insert, text: t(`queries:sql.macro.${name.slice(3)}`) })),
  };
  return json(answer);
};

function textOf({ meaning, source }: ViewColumn): string {
  return source === '–' ? meaning : `${meaning} (${source})`;
}

const checkBody = z.object({ sql: z.string() });
const day = 86_400_000;

/** `POST sql/check`: what is wrong with a text, found by compiling it; nothing is run. */
export const checkSql: Answer = async (asked) => {
  const { sql } = readBody(asked.body, checkBody);
  const { t, now, role, copy, settings, shopify, options } = asked;
  const access = readableCopy({ copy: accessOf(copy, { role, isAlert: false }), t });
  const { timezone } = await shopify.facts(options);
  const range = { from: now() - day, to: now() };
  const place = { range, now: now(), intervalMs: 60_000, zone: timezone, shopZone: timezone };
  let filled: Filled | undefined;
  try {
    filled = fillSqlMacros(sql, { ...place, domain: settings.connection.domain });
    const { shopId, personal } = access;
    await sqlOf(access).check({ sql: filled.sql, shopId, personal }, { ...options, caller: options.caller ?? '' });
    return json({ problems: [] });
  } catch (error) {
    return json({ problems: [problemOf(asked, sql, error, filled)] });
  }
};

/** A failure that is about the text; others are thrown on. */
function problemOf({ t }: Asked, text: string, error: unknown, filled: Filled | undefined): Problem {
  if (error instanceof QueryProblem && error.fault === 'query') {
    const { line, column } = error.values;
    const place = typeof line === 'number' && typeof column === 'number' ? { line, column } : {};
    return { severity: 'error', message: t(error.key, error.values), ...place };
  }
  if (!(error instanceof CopyError) || error.fault !== 'query' || filled === undefined) {
    throw error;
  }
  const { code, message, at, length, nearest } = failureOf(error, filled);
  const told =
    code === 'sqlWrong'
      ? t(`queries:sql.problem${nearest === undefined ? '' : 'Nearest'}`, { message, nearest: nearest ?? '' })
      : t(`copy:error.${code}`, error.values);
  if (at === undefined) {
    return { severity: 'error', message: told };
  }
  const end = placeText(text, at + (length ?? 0));
  return { severity: 'error', message: told, ...placeText(text, at), endLine: end.line, endColumn: end.column };
}
