import { z } from 'zod';
import { backendTranslate } from '../../locales/backend';
import { languageOf, type Language } from '../../locales/core';
import type { ResourceRequest } from '../grafana';
import { QueryProblem } from '../queries/common/problem';
import { answerConnection, answerFacts } from './connection';
import { copyAction } from './copy-actions';
import { answerCopy } from './copy';
import { json, type Answer, type Answered, type ResourceParts } from './context';
import { exportEntity, exportQuery } from './export';
import { checkGraphql, graphqlSchema } from './graphql';
import { answerIncidents, noteIncident } from './incidents';
import { answerKpis } from './kpis';
import { answerMetricsConvert } from './metrics-convert';
import { answerOrder } from './order';
import { answerReconcile } from './reconcile';
import { checkShopifyql, shopifyqlReference } from './shopifyql';
import { checkSql, sqlViewsOf } from './sql';
import { tagKeys, tagValues } from './tags';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: Answer;
  /** Where the other method asks for something too. */
  readonly other?: Answer;
}

const routes: Readonly<Record<string, Route>> = {
  connection: { method: 'GET', answer: answerConnection },
  facts: { method: 'GET', answer: answerFacts },
  copy: { method: 'GET', answer: answerCopy },
  'copy/pause': { method: 'POST', answer: copyAction('pause') },
  'copy/resume': { method: 'POST', answer: copyAction('resume') },
  'copy/rebuild': { method: 'POST', answer: copyAction('rebuild') },
  'copy/delete': { method: 'POST', answer: copyAction('delete') },
  'copy/backup': { method: 'POST', answer: copyAction('backup') },
  'copy/restore': { method: 'POST', answer: copyAction('restore') },
  'copy/wipe': { method: 'POST', answer: copyAction('wipe') },
  'copy/reconcile': { method: 'POST', answer: answerReconcile },
  'copy/sweep': { method: 'POST', answer: copyAction('sweep') },
  'graphql/schema': { method: 'GET', answer: graphqlSchema },
  'graphql/check': { method: 'POST', answer: checkGraphql },
  'shopifyql/reference': { method: 'GET', answer: shopifyqlReference },
  'shopifyql/check': { method: 'POST', answer: checkShopifyql },
  incidents: { method: 'GET', answer: answerIncidents },
  'incidents/:/note': { method: 'POST', answer: noteIncident },
  'order/:': { method: 'GET', answer: answerOrder },
  kpis: { method: 'GET', answer: answerKpis },
  'metrics/convert': { method: 'POST', answer: answerMetricsConvert },
  'sql/views': { method: 'GET', answer: sqlViewsOf },
  'sql/check': { method: 'POST', answer: checkSql },
  export: { method: 'GET', answer: exportEntity, other: exportQuery },
  'tags/keys': { method: 'GET', answer: tagKeys },
  'tags/values': { method: 'GET', answer: tagValues },
};

const bodyLanguage = z.looseObject({ language: z.string() });

/** Answers editors and pages; a failure is `{ message }` in the language that was asked for. */
export async function callResource(parts: ResourceParts, role: string, request: ResourceRequest): Promise<Answered> {
  const parameters = new URL(request.url, 'http://plugin').searchParams;
  const language = languageIn(parameters, request.body) ?? parts.settings.language;
  try {
    const path = request.path.replace(/^\/+|\/+$/g, '');
    const { route, segments } = routeOf(path);
    if (route === undefined) {
      throw new QueryProblem('queries:error.resourceUnknown', { path }, { status: 404 });
    }
    const isOwn = route.method === request.method.toUpperCase();
    const answer = isOwn ? route.answer : route.other;
    if (answer === undefined) {
      throw new QueryProblem('queries:error.resourceMethod', { path, method: route.method }, { status: 405 });
    }
    const t = backendTranslate(language);
    return await answer({
      ...parts,
      parameters,
      headers: request.headers,
      body: request.body,
      language,
      t,
      role,
      segments,
    });
  } catch (error) {
    const { message, status } = parts.errorOf(error, language);
    return json({ message }, status);
  }
}

/** The route of a path; `:` stands for any one part. */
function routeOf(path: string): { readonly route: Route | undefined; readonly segments: readonly string[] } {
  if (Object.hasOwn(routes, path)) {
    return { route: routes[path], segments: [] };
  }
  const parts = path.split('/');
  for (const [name, route] of Object.entries(routes)) {
    const wanted = name.split('/');
    if (wanted.length === parts.length && wanted.every((part, at) => part === ':' || part === parts[at])) {
      return { route, segments: parts.filter((_, at) => wanted[at] === ':').map(decoded) };
    }
  }
  return { route: undefined, segments: [] };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function languageIn(parameters: URLSearchParams, body: Uint8Array): Language | undefined {
  const named = parameters.get('lang');
  if (named !== null) {
    return languageOf(named);
  }
  try {
    const parsed = bodyLanguage.safeParse(JSON.parse(Buffer.from(body).toString('utf8')));
    return parsed.success ? languageOf(parsed.data.language) : undefined;
  } catch {
    return undefined;
  }
}
