import {
  execute,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { actualCost } from '../cost/actual';
import { requestedCost } from '../cost/requested';
import type { RequestContext } from '../context';
import { deniedFields } from './access';
import { readDocument, type ErrorBody } from './validation';

/** A GraphQL request as it came in. */
export interface GraphqlCall {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** `Shopify-GraphQL-Cost-Debug: 1` */
  readonly debugCost: boolean;
}

/** The JSON body of an answer; its HTTP status is 200 whatever it says. */
export interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly ErrorBody[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The most that one query may ask for, on every plan. */
export const singleQueryLimit = 1000;

/** Reads, prices, meters and executes one request, in Shopify's order. */
export async function answer(call: GraphqlCall, context: RequestContext): Promise<GraphqlBody> {
  const { executable } = context;
  const read = readDocument(executable.schema, call.query);
  if (read.document === undefined) {
    return { errors: read.errors };
  }
  const { document } = read;
  const operation = getOperationAST(document, call.operationName);
  if (!operation) {
    return { errors: [plainError(operationProblem(document, call.operationName), 'BAD_REQUEST')] };
  }
  const { session } = context;
  const chosen = only(document, operation);
  const scoped = { ...context, denied: deniedFields(executable.schema, executable.extras, chosen, session) };
  const { bucket } = session;
  const { costFormula } = context.switches;
  const requested = requestedCost(executable.schema, document, operation, call.variables, costFormula);
  const debug = call.debugCost ? { fields: requested.fields } : {};
  const cost = (actual: number | null) => ({ requestedQueryCost: requested.total, actualQueryCost: actual, ...debug });
  if (requested.total > singleQueryLimit && operation.operation === OperationTypeNode.QUERY) {
    return { errors: [overCost(requested.total)], extensions: { cost: cost(null) } };
  }
  if (!bucket.take(requested.total)) {
    return throttled({ ...cost(null), throttleStatus: bucket.status() });
  }
  const result = await execute({
    schema: executable.schema,
    document,
    rootValue: {},
    contextValue: scoped,
    variableValues: call.variables,
    operationName: call.operationName,
  });
  if (!('data' in result)) {
    bucket.refund(requested.total);
    return { errors: (result.errors ?? []).map((error) => variableError(error, operation, call)) };
  }
  const actual =
    operation.operation === OperationTypeNode.MUTATION
      ? requested.total
      : Math.min(requested.total, actualCost(executable.schema, document, operation, result.data, costFormula));
  bucket.refund(requested.total - actual);
  return body(result, scoped, { ...cost(actual), throttleStatus: bucket.status() });
}

function body(result: ExecutionResult, context: RequestContext, cost: Readonly<Record<string, unknown>>): GraphqlBody {
  const errors = result.errors?.map(({ message, locations, path, extensions }): ErrorBody => ({
    message,
    ...(locations === undefined ? {} : { locations }),
    extensions: 'code' in extensions ? extensions : { code: 'INTERNAL_SERVER_ERROR', requestId: context.requestId },
    ...(path === undefined ? {} : { path }),
  }));
  return {
    ...(errors === undefined ? {} : { errors }),
    data: result.data,
    extensions: {
      cost,
      ...(context.shopifyqlCost === undefined ? {} : { shopifyqlCost: context.shopifyqlCost }),
      ...(context.search.length === 0 ? {} : { search: context.search }),
    },
  };
}

/** The document without its other operations. */
function only(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

/** The answer to a request that the bucket cannot pay for. */
export function throttled(cost: Readonly<Record<string, unknown>>): GraphqlBody {
  return {
    errors: [
      {
        message: 'Throttled',
        extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
      },
    ],
    extensions: { cost },
  };
}

function overCost(cost: number): ErrorBody {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${singleQueryLimit}).`,
    extensions: {
      code: 'MAX_COST_EXCEEDED',
      cost,
      maxCost: singleQueryLimit,
      documentation: 'https://shopify.dev/api/usage/rate-limits',
    },
  };
}

function plainError(message: string, code: string): ErrorBody {
  return { message, extensions: { code } };
}

function operationProblem(document: DocumentNode, name: string | undefined): string {
  return name === undefined && document.definitions.length > 1
    ? 'An operation name is required'
    : `No operation named "${name ?? ''}"`;
}

/** A variable of the wrong type or missing, in Shopify's shape. */
function variableError(
  error: { readonly message: string; readonly locations?: ErrorBody['locations'] | undefined },
  operation: OperationDefinitionNode,
  call: GraphqlCall
): ErrorBody {
  const [, name = '', explanation = error.message] =
    /^Variable "\$(\w+)"[^;]*?(?:; ?(.*)| of required type.*)?$/s.exec(error.message) ?? [];
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const type =
    definition?.type.loc === undefined ? '' : call.query.slice(definition.type.loc.start, definition.type.loc.end);
  const value = call.variables[name] ?? null;
  const problem = value === null ? 'Expected value to not be null' : explanation;
  return {
    message: `Variable $${name} of type ${type} was provided invalid value`,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    extensions: { code: 'INVALID_VARIABLE', value, problems: [{ path: [], explanation: problem }] },
  };
}
