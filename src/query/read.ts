import type { z } from 'zod';
import { modelVersion } from './base';
import { queryTypes, shopscopeQuery, type ParsedQuery } from './index';
import { lookupOf } from './lookup';
import { migrate } from './migrate';

/** Why a query model can't be read. */
export type ModelFault =
  | { readonly code: 'typeMissing'; readonly types: string }
  | { readonly code: 'typeUnknown'; readonly type: string; readonly types: string }
  | { readonly code: 'versionUnknown'; readonly version: string; readonly known: number }
  /** `path` is the first field that is wrong, `-` for the model as a whole. */
  | { readonly code: 'fieldWrong'; readonly path: string; readonly reason: string };

export type ReadQuery =
  { readonly ok: true; readonly query: ParsedQuery } | { readonly ok: false; readonly fault: ModelFault };

/** Words a problem of a field in some language; zod's own English where left out. */
export type WordIssue = z.core.$ZodErrorMap;

/**
 * A query out of what is saved: migrated to this version's model, checked, defaults filled in. `queryType` is Grafana's
 * own field of the request, used where the model names none.
 */
export function readQuery(model: unknown, queryType?: string, wordIssue?: WordIssue): ReadQuery {
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    return wrong({ code: 'fieldWrong', path: '-', reason: typeof model });
  }
  const saved = lookupOf({ ...model, queryType: typeOf(model, queryType) }) ?? {
    ...model,
    queryType: typeOf(model, queryType),
  };
  const types = queryTypes.join(', ');
  if (saved.queryType === undefined) {
    return wrong({ code: 'typeMissing', types });
  }
  if (!queryTypes.some((known) => known === saved.queryType)) {
    return wrong({ code: 'typeUnknown', type: shown(saved.queryType), types });
  }
  const migrated = migrate(saved);
  const version: unknown = migrated['version'] ?? modelVersion;
  if (typeof version !== 'number' || version > modelVersion) {
    return wrong({ code: 'versionUnknown', version: shown(version), known: modelVersion });
  }
  const parsed = shopscopeQuery.safeParse(migrated, wordIssue === undefined ? {} : { error: wordIssue });
  if (parsed.success) {
    return { ok: true, query: parsed.data };
  }
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return wrong({ code: 'fieldWrong', path: path === '' ? '-' : path, reason: issue?.message ?? '-' });
}

function typeOf(model: object, sent: string | undefined): unknown {
  const own: unknown = Reflect.get(model, 'queryType');
  return own === undefined || own === '' ? (sent === '' ? undefined : sent) : own;
}

function wrong(fault: ModelFault): ReadQuery {
  return { ok: false, fault };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
