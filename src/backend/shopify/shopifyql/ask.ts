import { ShopifyError } from '../errors';
import { fail, notice } from '../fail';
import { refuseEmpty, accessOf } from '../judge';
import type { Obtained, Requests } from '../requests';
import type { ApiVersion, CallOptions, ShopConnection, ShopifyNotice, ShopifyqlAnswer } from '../types';
import { versionNotices } from '../versions';
import { guardShopifyql, personalColumn } from './guard';
import { readTable, shopifyqlData } from './rows';

/** What a ShopifyQL call needs from its shop. */
export interface ShopifyqlParts {
  readonly connection: ShopConnection;
  readonly requests: Requests;
  readonly onAnswer: (page: Obtained) => void;
}

const warnings: Readonly<Record<ApiVersion, string>> = { '2026-07': '', '2026-10': 'parseWarnings' };

function documentFor(version: ApiVersion): string {
  return `query ($query: String!) {
  shopifyqlQuery(query: $query) {
    parseErrors
    ${warnings[version]}
    tableData {
      columns { name displayName dataType subType columnOrigin }
      rows
    }
  }
}`;
}

/** Guards and sends one ShopifyQL text. See `Shopify.shopifyql`. */
export async function askShopifyql(
  { connection, requests, onAnswer }: ShopifyqlParts,
  text: string,
  options: CallOptions,
  caller: string
): Promise<ShopifyqlAnswer> {
  const query = text.trim();
  if (query === '') {
    throw fail('shopifyqlEmpty', {});
  }
  guardShopifyql(query, connection.allowProtected);
  const document = documentFor(connection.apiVersion);
  const parcel = { document, variables: { query }, costKey: document, estimate: 10, windowKey: shapeOf(query) };
  const obtained = await requests.obtain(parcel, options, caller, options.maxAge);
  onAnswer(obtained);
  const { answer, cached, requests: count } = obtained;
  const denied = answer.errors.find(({ extensions }) => extensions?.code === 'ACCESS_DENIED');
  if (denied !== undefined) {
    throw fail('shopifyqlDenied', { access: accessOf(denied) });
  }
  refuseEmptyShopifyql(obtained, connection.domain);
  const parsed = shopifyqlData.safeParse(answer.data);
  const response = parsed.success ? parsed.data.shopifyqlQuery : undefined;
  const problems = (response?.parseErrors ?? []).map(messageOf);
  if (problems.length > 0) {
    throw fail('shopifyqlSyntax', { message: problems.join(' ') });
  }
  if (!response?.tableData) {
    throw fail('unexpectedAnswer', {
      reason: parsed.success ? 'tableData' : (parsed.error.issues[0]?.path.join('.') ?? '-'),
    });
  }
  const table = readTable(response.tableData);
  refusePersonalColumns(table.columns, connection.allowProtected);
  const notices: ShopifyNotice[] = [
    ...versionNotices(connection.apiVersion, answer),
    ...(response.parseWarnings ?? []).map((message) => notice('shopifyqlWarning', { message })),
  ];
  const { shopifyqlCost: cost } = answer;
  return {
    ...table,
    fetchedAt: answer.fetchedAt,
    cached,
    requests: count,
    servedVersion: answer.servedVersion,
    notices,
    ...(cost === undefined
      ? {}
      : {
          shopifyqlCost: {
            requested: cost.requestedQueryCost,
            available: cost.currentlyAvailable,
            maximum: cost.maximumAvailable,
            resetsAt: cost.windowResetAt,
          },
        }),
  };
}

function refuseEmptyShopifyql({ answer }: Obtained, shop: string): void {
  try {
    refuseEmpty(answer, shop);
  } catch (error) {
    if (error instanceof ShopifyError && error.code === 'queryRejected') {
      throw fail('shopifyqlSyntax', { message: String(error.values['message'] ?? '') });
    }
    throw error;
  }
}

/** The guard reads names; this is for what a wildcard or an unforeseen name brings all the same. */
function refusePersonalColumns(columns: ReadonlyArray<{ readonly name: string }>, allowed: ReadonlySet<string>): void {
  for (const { name } of columns) {
    const kind = personalColumn(name);
    if (kind !== undefined && !allowed.has(kind)) {
      throw fail('protectedColumn', { column: name, kind });
    }
  }
}

/** Queries that differ in dates and figures alone cost alike. */
function shapeOf(query: string): string {
  return `shopifyql ${query
    .replace(/'[^'\n]*'/g, '?')
    .replace(/\d[\d:TZ.-]*/g, '#')
    .replace(/\s+/g, ' ')}`;
}

/** Parse errors are texts now and were objects once. */
function messageOf(problem: unknown): string {
  if (typeof problem === 'string') {
    return problem;
  }
  const message: unknown =
    typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'message') : undefined;
  return typeof message === 'string' ? message : JSON.stringify(problem);
}
