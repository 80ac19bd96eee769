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
  type GraphQLSchema,
} from 'graphql';
import type { SchemaExtras, SchemaVersion } from '../../../schema/format';
import { loadReducedSchema } from '../../../schema/load';
import { pageOfList } from '../connection/list';
import type { RequestContext } from '../context';
import { fieldError, internalError } from '../errors';
import type { Registry, TypeResolvers } from './resolver';
import { installScalars } from './scalars';

/** Shopify's schema of one version with the demo's resolvers in it. */
export interface Executable {
  readonly version: SchemaVersion;
  readonly schema: GraphQLSchema;
  readonly extras: SchemaExtras;
}

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
): GraphQLFieldResolver<unknown, RequestContext> {
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
    const value =
      own === undefined
        ? property(base === undefined ? source : base(source), field.name)
        : own(source, args, context, info);
    if (value === undefined) {
      return fallback(args, context);
    }
    return connection && Array.isArray(value) ? pageOfList(value, args) : value;
  };
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
