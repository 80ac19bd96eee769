import { createAdminApiClient, type AdminApiClient } from '@shopify/admin-api-client';
import { cancellation, type Environment } from '../environment';
import { ShopifyError } from '../errors';
import { fail } from '../fail';
import type { ShopConnection } from '../types';
import { answerSchema, type Answer } from './answer';
import { readBody } from './body';
import { statusFault } from './faults';
import { send } from './send';

/** Posts one GraphQL document; one try, no waiting. Throws `ShopifyError` for everything that is not an answer. */
export interface Endpoint {
  post(
    token: string,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal
  ): Promise<Answer>;
}

/** Shopify's own client, one per token as it wants it, without its retries (they wait milliseconds for seconds). */
export function makeEndpoint(connection: ShopConnection, base: string, environment: Environment): Endpoint {
  const failures = new WeakMap<Response, unknown>();
  let client: { readonly token: string; readonly api: AdminApiClient } | undefined;

  function clientFor(token: string): AdminApiClient {
    if (client?.token !== token) {
      client = { token, api: makeClient(token) };
    }
    return client.api;
  }

  function makeClient(token: string): AdminApiClient {
    return createAdminApiClient({
      storeDomain: connection.domain,
      apiVersion: connection.apiVersion,
      accessToken: token,
      userAgentPrefix: 'Shopscope',
      retries: 0,
      // Without a logger the client writes to the console; with one it hands over the token.
      logger: () => undefined,
      customFetchApi: async (url, init) => {
        try {
          return await send(environment, url.replace(`https://${connection.domain}`, base), init ?? {});
        } catch (error) {
          // The client would keep the message alone and lose the cause.
          const failure = Response.error();
          failures.set(failure, error);
          return failure;
        }
      },
    });
  }

  return {
    async post(token, document, variables, signal) {
      try {
        const response = await clientFor(token).fetch(document, { variables: { ...variables }, signal });
        if (failures.has(response)) {
          throw failures.get(response);
        }
        return await decode(connection.domain, response, environment);
      } catch (error) {
        throw transportFault(connection.domain, error, signal);
      }
    },
  };
}

async function decode(shop: string, response: Response, environment: Environment): Promise<Answer> {
  const { text, bytes } = await readBody(response);
  if (!response.ok) {
    throw statusFault(shop, response, text);
  }
  const contentType = response.headers.get('content-type') ?? '-';
  if (!contentType.includes('json')) {
    throw fail('notJson', { contentType });
  }
  const parsed = answerSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw fail('unexpectedAnswer', { reason: parsed.error.issues[0]?.path.join('.') ?? '-' });
  }
  const { data, errors, extensions } = parsed.data;
  return {
    data,
    errors,
    cost: extensions?.cost ?? undefined,
    shopifyqlCost: extensions?.shopifyqlCost ?? undefined,
    searchWarnings: extensions?.search?.flatMap(({ warnings }) => warnings) ?? [],
    servedVersion: response.headers.get('x-shopify-api-version') ?? undefined,
    deprecatedReason: response.headers.get('x-shopify-api-deprecated-reason') ?? undefined,
    requestId: response.headers.get('x-request-id') ?? undefined,
    bytes,
    fetchedAt: environment.clock.now(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw fail('truncatedBody', {}, { cause });
  }
}

/** A cancelled call keeps the reason it was cancelled for, whatever broke because of it. */
export function transportFault(shop: string, error: unknown, signal: AbortSignal): ShopifyError {
  if (signal.aborted) {
    return cancellation(signal);
  }
  return error instanceof ShopifyError
    ? error
    : fail('connectionFailed', { shop, reason: causes(error) }, { cause: error });
}

/** The innermost message is the one that says what happened (`connect ECONNREFUSED …`). */
export function causes(error: unknown): string {
  const messages: string[] = [];
  for (let at: unknown = error; at instanceof Error && messages.length < 5; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code');
    messages.push(at.message === '' && typeof code === 'string' ? code : at.message);
  }
  return messages.at(-1) ?? String(error);
}
