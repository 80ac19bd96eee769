import { gunzipSync } from 'node:zlib';
import { parse, type DocumentNode } from 'graphql';
import { z } from 'zod';
import type { GraphqlCheck, Problem } from '../../query/resources';
import { duration } from '../queries/common/macros';
import { utcTime } from '../queries/common/zone';
import { fillDocument, readVariables } from '../queries/graphql/text';
import { adminSchema, apiVersions, checkDocument, deprecatedIn, packedSchema, type ShopifyError } from '../shopify';
import { readBody } from './body';
import { json, type Answer, type Asked } from './context';

const day = 86_400;

/** The reduced schema of a version, gzipped; `?version=` or the data source's own. */
export const graphqlSchema: Answer = ({ parameters, headers, settings }) => {
  const asked = parameters.get('version');
  const version = apiVersions.find((known) => known === asked) ?? settings.connection.apiVersion;
  const takesGzip = headers.get('accept-encoding')?.some((value) => /\bgzip\b/.test(value)) ?? false;
  const packed = packedSchema(version);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': `private, max-age=${day}`,
      vary: 'Accept-Encoding',
      ...(takesGzip ? { 'content-encoding': 'gzip' } : {}),
    },
    body: takesGzip ? packed : gunzipSync(packed),
  };
};

const checkBody = z.object({ document: z.string(), variables: z.string().default('') });

/** What the guard would refuse, what is deprecated, which scopes are needed and what the first page may cost. */
export const checkGraphql: Answer = (asked) => {
  const { document, variables } = readBody(asked.body, checkBody);
  const range = { from: asked.now() - 3_600_000, to: asked.now() };
  const macros = {
    timeFrom: utcTime(range.from),
    timeTo: utcTime(range.to),
    interval: duration(60_000),
    intervalMs: 60_000,
    range,
  };
  const filled = fillDocument(document, macros);
  const { apiVersion, allowProtected } = asked.settings.connection;
  const { values } = readVariables(variables, macros);
  const { refusal, cost, scopes } = checkDocument(filled, apiVersion, allowProtected, values);
  const answer: GraphqlCheck = {
    problems: refusal === undefined ? deprecations(asked, parse(filled)) : [refused(asked, refusal)],
    scopes: [...scopes],
    ...(cost === undefined ? {} : { cost }),
  };
  return json(answer);
};

function refused({ errorOf, language }: Asked, refusal: ShopifyError): Problem {
  const { line, column } = refusal.values;
  return {
    severity: 'error',
    message: errorOf(refusal, language).message,
    ...(typeof line === 'number' && line > 0 ? { line } : {}),
    ...(typeof column === 'number' && column > 0 ? { column } : {}),
  };
}

function deprecations({ settings, t }: Asked, document: DocumentNode): Problem[] {
  const { schema } = adminSchema(settings.connection.apiVersion);
  return deprecatedIn(schema, document).map(({ name, reason, line, column }) => ({
    severity: 'warning',
    message: t('shopify:notice.deprecatedField', { field: name, reason }),
    line,
    column,
  }));
}
