import { getVariableValues, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { fail, notice } from '../fail';
import { adminSchema } from '../schema/load';
import type { ApiVersion, ShopifyNotice } from '../types';
import { nestedConnections } from './nested';
import { parseDocument } from './parse';
import { planPaging, type Planned, type SentDocument } from './plan';
import { guardFields, type GuardedArgument } from './protect';
import { scopeDemands, type ScopeDemand } from './scopes';
import { deprecations, validateDocument } from './validate';

/** A document that was found fit to be sent. */
export interface Prepared {
  readonly operation: OperationDefinitionNode;
  readonly plan: Planned;
  readonly guarded: readonly GuardedArgument[];
  readonly demands: readonly ScopeDemand[];
  readonly nested: ReturnType<typeof nestedConnections>;
  readonly notices: readonly ShopifyNotice[];
}

const cache = new LRUCache<string, Prepared>({ max: 500 });

/**
 * Parses, bounds, validates and guards a document, and plans how it is sent. Nothing has left the process when this
 * throws. What was prepared is kept, so that a panel's refresh costs nothing here.
 */
export function prepare(text: string, version: ApiVersion, allowed: ReadonlySet<string>): Prepared {
  const key = `${version} ${[...allowed].sort().join(',')} ${text}`;
  const known = cache.get(key);
  if (known !== undefined) {
    return known;
  }
  const parsed = parseDocument(text);
  const admin = adminSchema(version);
  validateDocument(admin, parsed.document);
  const guarded = guardFields(admin, parsed.document, allowed);
  const plan = planPaging(admin, parsed);
  const prepared: Prepared = {
    operation: parsed.operation,
    plan,
    guarded,
    demands: scopeDemands(admin, parsed),
    nested: nestedConnections(admin, (plan.paging?.first ?? plan.document).text, plan.paging?.path ?? plan.backwards),
    notices: [
      ...deprecations(admin, parsed.document),
      ...plan.firstsAdded.map(({ path, first }) => notice('firstAdded', { path, first })),
    ],
  };
  cache.set(key, prepared);
  return prepared;
}

/** Checks variables against the operation; throws `invalidVariable` with graphql-js's words. */
export function checkVariables(
  { operation }: Prepared,
  version: ApiVersion,
  variables: Readonly<Record<string, unknown>>
): void {
  const { errors } = getVariableValues(adminSchema(version).schema, operation.variableDefinitions ?? [], variables);
  if (errors?.[0] !== undefined) {
    throw fail('invalidVariable', { message: errors[0].message });
  }
}

/** The variables that a document declares, in a fixed order, so that equal requests look equal. */
export function declaredVariables(
  document: SentDocument,
  variables: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  return Object.fromEntries(
    document.variables.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]]))
  );
}
