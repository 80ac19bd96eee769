import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** Objects that are leaves to a reader: money, counts and the like. */
const small: Readonly<Record<string, string>> = {
  MoneyBag: '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }',
  MoneyV2: '{ amount currencyCode }',
  Count: '{ count precision }',
};

/** A selection of every field of a type that is a scalar, an enum or money, and needs no argument. */
export function everyScalar(schema: GraphQLSchema, typeName: string, skip: ReadonlySet<string>): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) {
    throw new Error(`${typeName} is no object type.`);
  }
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const text = skip.has(`${typeName}.${field.name}`) || needsArguments(field) ? undefined : selection(field);
    return text === undefined ? [] : [text];
  });
  return `{ ${parts.join(' ')} }`;
}

function selection(field: GraphQLField<unknown, unknown>): string | undefined {
  const named = getNamedType(field.type);
  const below = small[named.name];
  return isLeafType(named) ? field.name : below === undefined ? undefined : `${field.name} ${below}`;
}

function needsArguments(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined);
}
