import { parseDocument } from '../document/parse';
import { guardArguments, guardFields } from '../document/protect';
import { scopeDemands, unmet } from '../document/scopes';
import { validateDocument } from '../document/validate';
import { fail } from '../fail';
import { adminSchema } from '../schema/load';
import type { ShopConnection } from '../types';

/** Guards the query of a bulk operation as any query is; throws before anything has left the process. */
export function checkBulkQuery(
  { apiVersion, allowProtected }: ShopConnection,
  text: string,
  granted: ReadonlySet<string> | undefined
): void {
  const parsed = parseDocument(text);
  if ((parsed.operation.variableDefinitions ?? []).length > 0) {
    throw fail('bulkVariables', {});
  }
  const admin = adminSchema(apiVersion);
  validateDocument(admin, parsed.document);
  guardArguments(guardFields(admin, parsed.document, allowProtected), {}, allowProtected);
  // Unlike a page, which leaves a denied field empty, a bulk operation fails over it after all its time.
  for (const demand of granted === undefined ? [] : scopeDemands(admin, parsed)) {
    const [group] = unmet(demand, granted ?? new Set());
    if (group !== undefined) {
      throw fail('scopeMissing', { field: demand.field, scopes: group.join(' / ') });
    }
  }
}
