import type { GraphQLResolveInfo } from 'graphql';
import { textArgument, type Arguments } from '../connection/arguments';
import { countOfCollection, pageOfCollection } from '../connection/collection';
import type { Page } from '../connection/page';
import type { ListSpec } from '../connection/spec';
import type { RequestContext } from '../context';
import { badRequest } from '../errors';
import { compileSearch, type CompiledSearch } from '../search/compile';
import type { SearchFields } from '../search/fields';

/** A page of a list of the world for the field that asks, with its own filters and warnings. */
export function page<T extends { readonly id: string }>(
  spec: ListSpec<T>,
  args: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo
): Page<T> {
  if (context.cursorsInvalid && (textArgument(args, 'after') ?? textArgument(args, 'before')) !== undefined) {
    throw badRequest('Invalid cursor for current pagination sort.');
  }
  return pageOfCollection(questionOf(spec, args, context, info), args, context.switches.pagingLimit);
}

/** A `Count` object: exact up to `limit` (10,000 where absent, no limit where null). */
export function count<T extends { readonly id: string }>(
  spec: ListSpec<T>,
  args: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo
) {
  const limit = typeof args['limit'] === 'number' ? args['limit'] : undefined;
  const found = countOfCollection(questionOf(spec, args, context, info), limit === undefined ? undefined : limit + 1);
  return limit !== undefined && found > limit
    ? { count: limit, precision: 'AT_LEAST' }
    : { count: found, precision: 'EXACT' };
}

/** Compiles the `query` argument of the field that asks; a warning goes into `extensions.search`. */
export function searchOf<T>(
  fields: SearchFields<T>,
  args: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo
): CompiledSearch<T> | undefined {
  const query = textArgument(args, 'query');
  if (query === undefined) {
    return undefined;
  }
  const filters = context.executable.extras.filters[`${info.parentType.name}.${info.fieldName}.query`] ?? [];
  const search = compileSearch(query, filters, fields, { zone: context.world.shop.timeZone, now: context.now });
  if (search.warnings.length > 0) {
    context.search.push({ path: pathOf(info), query, parsed: search.parsed, warnings: search.warnings });
  }
  return search;
}

function questionOf<T extends { readonly id: string }>(
  spec: ListSpec<T>,
  args: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo
) {
  return {
    spec,
    world: context.world,
    search: searchOf(spec.fields, args, context, info),
    context: { zone: context.world.shop.timeZone, now: context.now },
  };
}

function pathOf(info: GraphQLResolveInfo): Array<string | number> {
  const path: Array<string | number> = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at !== undefined; at = at.prev) {
    path.unshift(at.key);
  }
  return path;
}
