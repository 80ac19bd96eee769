import {
  buildClientSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';
import type { SchemaVersion } from '../../../schema/format';
import { loadReducedSchema } from '../../../schema/load';
import { everything, type Arguments } from '../connection/arguments';
import { pageOfList } from '../connection/list';
import type { Page } from '../connection/page';
import type { BulkPaging, Executable, RequestContext } from '../context';
import { fieldError, internalError } from '../errors';
import type { Registry, TypeResolvers } from './resolver';
import { installScalars } from './scalars';

const made = new Map<SchemaVersion, Executable>();

export function executableFor(version: SchemaVersion, registry: Registry): Executable {
  const known = made.get(version);
  if (known !== undefined) {
    return known;
  }
  const { __schema, extras } = loadReducedSchema(version);
  const schema = buildClientSchema({ __schema }, { assumeValid: true });
  installScalars(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) {
      type.resolveType = typeNameOf;
    } else if (isObjectType(type) && !type.name.startsWith('__')) {
      for (const field of Object.values(type.getFields())) {
        field.resolve = resolverOf(type.name, field, registry[type.name]);
      }
    }
  }
  const executable = { version, schema, extras };
  made.set(version, executable);
  return executable;
}

function resolverOf(
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  type: TypeResolvers<unknown> | undefined
): GraphQLFieldResolver<unknown, RequestContext, Arguments> {
  const place = `${typeName}.${field.name}`;
  const own = type?.fields[field.name];
  const base = type?.base;
  const fallback = fallbackOf(field, place);
  const connection = getNamedType(field.type).name.endsWith('Connection');
  return (source, args, context, info) => {
    const needed = context.denied.size === 0 ? undefined : context.denied.get(place);
    if (needed !== undefined) {
      throw accessDenied(field.name, needed);
    }
    const asked = connection && context.bulk !== undefined ? bulkArguments(args, context.bulk, info) : args;
    const value: unknown =
      own === undefined
        ? property(base === undefined ? source : base(source), field.name)
        : own(source, asked, context, info);
    if (!connection) {
      return value === undefined ? fallback(args, context) : value;
    }
    const page: unknown =
      value === undefined ? fallback(asked, context) : Array.isArray(value) ? pageOfList(value, asked) : value;
    if (context.bulk !== undefined && info.path.prev === undefined && hasPageInfo(page)) {
      context.bulk.next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    }
    return page;
  };
}

function hasPageInfo(value: unknown): value is Pick<Page<unknown>, 'pageInfo'> {
  return typeof value === 'object' && value !== null && 'pageInfo' in value;
}

/** Nested connections have no pages in a bulk operation. */
const whole: Arguments = { first: everything, after: null, last: null, before: null };

function bulkArguments(args: Arguments, { first, after }: BulkPaging, info: GraphQLResolveInfo): Arguments {
  if (info.path.prev === undefined) {
    return { ...args, last: null, before: null, first, after };
  }
  return Object.keys(args).length === 0 ? whole : { ...args, ...whole };
}

/** What a field without data answers: null, an empty list or connection, or else an error that names the demo's limit. */
function fallbackOf(field: GraphQLField<unknown, unknown>, place: string) {
  if (getNamedType(field.type).name.endsWith('Connection')) {
    return (args: Readonly<Record<string, unknown>>) => pageOfList([], args);
  }
  if (!isNonNullType(field.type)) {
    return () => null;
  }
  if (isListType(getNullableType(field.type))) {
    return () => [];
  }
  return (_args: unknown, context: RequestContext): never => {
    throw internalError(context.requestId, `it has no data for ${place}.`);
  };
}

export function accessDenied(field: string, requiredAccess: string) {
  return fieldError('ACCESS_DENIED', `Access denied for ${field} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  });
}

function property(source: unknown, name: string): unknown {
  return typeof source === 'object' && source !== null && name in source ? Reflect.get(source, name) : undefined;
}

/** Type of a value behind an interface or union: what it says of itself, else what its global id says. */
function typeNameOf(value: unknown): string | undefined {
  const said = property(value, '__typename');
  if (typeof said === 'string') {
    return said;
  }
  const id = property(value, 'id');
  return typeof id === 'string' ? /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1] : undefined;
}
