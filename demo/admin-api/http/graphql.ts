import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { schemaVersions, type SchemaVersion } from '../../../schema/format';
import type { Executable, RequestContext } from '../context';
import type { Fault, FaultKind } from '../faults';
import { executableFor } from '../graphql/executable';
import { answer, throttled, type GraphqlBody } from '../graphql/handle';
import { registry } from '../resolvers/registry';
import type { AppSession, Shop } from '../shop';
import type { Switches } from '../switches';
import { servedVersion } from '../versions';
import { parseJson } from './body';
import { unauthorized, notFound } from './fault-replies';
import { json, type Reply } from './reply';

const callSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** A request to `/admin/api/<version>/graphql.json`. */
export interface GraphqlHttpRequest {
  readonly shop: Shop;
  readonly version: string;
  readonly token: string | undefined;
  readonly contentType: string;
  readonly debugCost: boolean;
  readonly text: string;
  readonly now: number;
  readonly baseUrl: string;
  readonly switches: Switches;
  readonly faults: readonly Fault[];
}

export async function answerGraphql(request: GraphqlHttpRequest): Promise<Reply> {
  const session = request.shop.sessionOf(request.token);
  if (session === undefined) {
    return unauthorized();
  }
  const fault = (kind: Fault['kind']) => request.faults.find((each) => each.kind === kind);
  const served =
    fault('version-fallback') === undefined ? servedBy(request) : schemaVersions[schemaVersions.length - 1];
  if (served === undefined) {
    return notFound();
  }
  const requestId = `${randomUUID()}-${Math.floor(request.now / 1000)}`;
  const headers = {
    'X-Shopify-API-Version': fault('version-fallback') === undefined ? served : '2027-01',
    'X-Request-Id': requestId,
    'X-Shopify-Stage': 'demo',
  };
  const call = callOf(request);
  if (call === undefined) {
    return json(400, { errors: 'Required parameter missing or invalid' }, headers);
  }
  if (fault('throttled') !== undefined) {
    const status = { ...session.bucket.status(), currentlyAvailable: 0 };
    return json(200, throttled({ requestedQueryCost: 100, actualQueryCost: null, throttleStatus: status }), headers);
  }
  const context = contextOf(request, session, executableFor(served, registry), requestId);
  const body = await answer(call, context);
  return json(200, fault('partial-data') === undefined ? body : withoutOneField(body, requestId), headers);
}

function servedBy({ version, switches }: GraphqlHttpRequest): SchemaVersion | undefined {
  const known = schemaVersions.find((each) => each === version);
  return known ?? (switches.unsupportedVersion === 'forward' ? servedVersion(version) : undefined);
}

function callOf({ text, contentType, debugCost }: GraphqlHttpRequest) {
  const parsed = callSchema.safeParse(contentType.includes('application/graphql') ? { query: text } : parseJson(text));
  if (!parsed.success) {
    return undefined;
  }
  const { query, variables, operationName } = parsed.data;
  return { query, variables: variables ?? {}, debugCost, ...(operationName ? { operationName } : {}) };
}

function contextOf(
  request: GraphqlHttpRequest,
  session: AppSession,
  executable: Executable,
  requestId: string
): RequestContext {
  const missing = new Set(
    request.faults.flatMap(({ kind, scope }) => (kind === 'missing-scope' ? [scope ?? 'read_orders'] : []))
  );
  const scopes = new Set([...session.scopes].filter((scope) => !missing.has(scope)));
  return {
    shop: request.shop,
    session: missing.size === 0 ? session : { ...session, scopes },
    world: request.shop.worldAt(request.now),
    now: request.now,
    executable,
    switches: request.switches,
    requestId,
    baseUrl: request.baseUrl,
    denied: new Map(),
    search: [],
    shopifyqlCost: undefined,
    cursorsInvalid: request.faults.some(({ kind }) => kind === 'cursor-invalid'),
    ...bulkFaults(request.faults),
    shopifyqlThrottled: request.faults.some(({ kind }) => kind === 'shopifyql-throttled'),
  };
}

/** Takes the first field of the answer away and says that something broke, as a failing part of Shopify does. */
function withoutOneField(body: GraphqlBody, requestId: string): GraphqlBody {
  const data: unknown = body.data;
  if (typeof data !== 'object' || data === null) {
    return body;
  }
  const [name = ''] = Object.keys(data);
  const error = {
    message: `Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    path: [name],
  };
  return { ...body, errors: [...(body.errors ?? []), error], data: { ...data, [name]: null } };
}

/** How faults hit a bulk operation that the request starts. */
function bulkFaults(faults: GraphqlHttpRequest['faults']): Pick<RequestContext, 'bulkFails' | 'bulkSpoiled'> {
  const has = (kind: FaultKind) => faults.some((fault) => fault.kind === kind);
  const failures = [
    ['bulk-failure', 'INTERNAL_SERVER_ERROR'],
    ['bulk-denied', 'ACCESS_DENIED'],
    ['bulk-timeout', 'TIMEOUT'],
  ] as const;
  return {
    bulkFails: failures.find(([kind]) => has(kind))?.[1],
    bulkSpoiled: {
      ...(has('bulk-truncated') ? { file: 'truncated' } : has('bulk-cut-line') ? { file: 'cut-line' } : {}),
      ...(has('bulk-miscount') ? { miscount: 1 } : {}),
      expired: has('bulk-expired'),
      addressExpired: has('bulk-url-expired'),
    },
  };
}
