import type { Access, ProtectedKind, SchemaVersion, SearchFilter } from '../../schema/format';
import { parseAccess } from './access';
import { parseFilters } from './filters';
import type { SourceField, SourceInput, SourceSchema, SourceType, TypeRef } from './source';

/** The only mutations that ever leave the backend: they start and stop bulk queries. */
const mutations = ['bulkOperationRunQuery', 'bulkOperationCancel'];

/**
 * Keeps what can be reached from the query root and those two mutations, drops descriptions, and moves scopes,
 * personal-data flags and filter tables into `extras`. Key order follows the source, so equal input gives equal bytes.
 */
export function reduce(version: SchemaVersion, source: SourceSchema) {
  const all = new Map(source.types.map((type) => [type.name, type]));
  const mutation = all.get(source.mutationType.name);
  if (mutation !== undefined) {
    all.set(mutation.name, { ...mutation, fields: mutation.fields?.filter(({ name }) => mutations.includes(name)) });
  }
  const kept = reachable(all, [source.queryType.name, source.mutationType.name, ...introspectionNeeds]);
  const types = source.types.flatMap(({ name }) => {
    const type = all.get(name);
    return type !== undefined && kept.has(name) ? [type] : [];
  });
  return {
    version,
    __schema: {
      queryType: { kind: 'OBJECT', name: source.queryType.name },
      mutationType: { kind: 'OBJECT', name: source.mutationType.name },
      subscriptionType: null,
      types: types.map((type) => slimType(type, kept)),
      directives: source.directives.map(({ name, isRepeatable, locations, args }) => ({
        name,
        isRepeatable: isRepeatable ?? false,
        locations,
        args: args.map(slimInput),
      })),
    },
    extras: extrasOf(types),
  };
}

const introspectionNeeds = ['Boolean', 'String', '__Schema', '__Type', '__TypeKind', '__Field', '__InputValue'].concat([
  '__EnumValue',
  '__Directive',
  '__DirectiveLocation',
]);

function reachable(all: ReadonlyMap<string, SourceType>, roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const type = all.get(name);
    if (type !== undefined && !seen.has(name)) {
      seen.add(name);
      queue.push(...neighbours(type));
    }
  }
  return seen;
}

function neighbours(type: SourceType): string[] {
  const fields = type.fields ?? [];
  const refs = [
    ...fields.map((field) => field.type),
    ...fields.flatMap((field) => field.args.map((arg) => arg.type)),
    ...(type.inputFields ?? []).map((input) => input.type),
    ...(type.interfaces ?? []),
    ...(type.possibleTypes ?? []),
  ];
  return refs.map(innermost);
}

function innermost(ref: TypeRef): string {
  return ref.ofType === null || ref.ofType === undefined ? (ref.name ?? '') : innermost(ref.ofType);
}

function slimType(type: SourceType, kept: ReadonlySet<string>) {
  const known = (refs: readonly TypeRef[] | null | undefined) =>
    refs?.filter((ref) => kept.has(innermost(ref))).map(slimRef) ?? null;
  return {
    kind: type.kind,
    name: type.name,
    ...(type.fields ? { fields: type.fields.map(slimField) } : {}),
    ...(type.inputFields ? { inputFields: type.inputFields.map(slimInput) } : {}),
    ...(type.kind === 'OBJECT' || type.kind === 'INTERFACE' ? { interfaces: known(type.interfaces) ?? [] } : {}),
    ...(type.enumValues ? { enumValues: type.enumValues.map(slimEnumValue) } : {}),
    ...(type.possibleTypes ? { possibleTypes: known(type.possibleTypes) ?? [] } : {}),
    ...(type.isOneOf === true ? { isOneOf: true } : {}),
  };
}

function slimField(field: SourceField) {
  return { name: field.name, args: field.args.map(slimInput), type: slimRef(field.type), ...deprecation(field) };
}

function slimInput(input: SourceInput) {
  return {
    name: input.name,
    type: slimRef(input.type),
    defaultValue: input.defaultValue ?? null,
    ...(input.isDeprecated === true ? deprecation(input) : {}),
  };
}

function slimEnumValue(value: NonNullable<SourceType['enumValues']>[number]) {
  return { name: value.name, ...deprecation(value) };
}

function slimRef(ref: TypeRef): TypeRef {
  return ref.ofType === null || ref.ofType === undefined
    ? { kind: ref.kind, name: ref.name }
    : { kind: ref.kind, name: ref.name, ofType: slimRef(ref.ofType) };
}

function deprecation(item: {
  isDeprecated?: boolean | null | undefined;
  deprecationReason?: string | null | undefined;
}) {
  return { isDeprecated: item.isDeprecated ?? false, deprecationReason: item.deprecationReason ?? null };
}

interface Extras {
  readonly types: Record<string, Access>;
  readonly fields: Record<string, Access>;
  readonly protected: Record<string, ProtectedKind>;
  readonly filters: Record<string, readonly SearchFilter[]>;
}

function extrasOf(types: readonly SourceType[]) {
  const extras: Extras = { types: {}, fields: {}, protected: {}, filters: {} };
  for (const type of types) {
    if (type.requiredAccess) {
      extras.types[type.name] = parseAccess(type.requiredAccess);
    }
    for (const field of type.fields ?? []) {
      const place = `${type.name}.${field.name}`;
      if (field.requiredAccess) {
        extras.fields[place] = parseAccess(field.requiredAccess);
      }
      if (field.isProtected === true && field.protectedContent) {
        extras.protected[place] = field.protectedContent;
      }
      for (const arg of field.args) {
        const filters = parseFilters(arg.description ?? '');
        if (filters !== undefined) {
          extras.filters[`${place}.${arg.name}`] = filters;
        }
      }
    }
  }
  return extras;
}
