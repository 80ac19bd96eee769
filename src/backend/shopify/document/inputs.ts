import {
  getNamedType,
  isInputObjectType,
  isScalarType,
  Kind,
  valueFromASTUntyped,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { fail } from '../fail';
import { personalColumn } from '../shopifyql/guard';

const figures = new Set(['Boolean', 'Int', 'Float', 'ID', 'Decimal', 'Money']);

/** The kind of personal data that an argument or input field takes, told by its name; ids and switches take none. */
export function personalInput(name: string, type: GraphQLInputType): string | undefined {
  const named = getNamedType(type);
  return isScalarType(named) && !figures.has(named.name)
    ? personalColumn(name.replace(/(?<=[a-z])(?=[A-Z])/g, '_'))
    : undefined;
}

/** Whether an argument, or an input field somewhere inside it, takes personal data. */
export function takesPersonal(name: string, type: GraphQLInputType, seen: ReadonlySet<unknown> = new Set()): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    return personalInput(name, type) !== undefined;
  }
  return (
    !seen.has(named) &&
    Object.values(named.getFields()).some((inner) => takesPersonal(inner.name, inner.type, new Set([...seen, named])))
  );
}

/**
 * Refuses values for inputs that take personal data, however they are nested: looking a customer up by an e-mail address
 * tells whether there is one.
 */
export function guardInput(
  place: string,
  name: string,
  type: GraphQLInputType,
  value: unknown,
  allowed: ReadonlySet<string>
): void {
  if (value === null || value === undefined) {
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item: unknown) => guardInput(place, name, type, item, allowed));
    return;
  }
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    for (const inner of Object.values(named.getFields())) {
      guardInput(`${place}.${inner.name}`, inner.name, inner.type, Reflect.get(Object(value), inner.name), allowed);
    }
    return;
  }
  const kind = personalInput(name, type);
  if (kind !== undefined && !allowed.has(kind)) {
    throw fail('protectedInput', { input: place, kind });
  }
}

/** A written value with its variables filled in. */
export function valueOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  return node.kind === Kind.VARIABLE ? variables[node.name.value] : valueFromASTUntyped(node, { ...variables });
}
