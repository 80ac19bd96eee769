import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { z } from 'zod';
import { graphqlSchema, type Asks } from '../../resources';

const introspection = z.custom<IntrospectionQuery>(
  (value) => z.looseObject({ __schema: z.looseObject({ types: z.array(z.unknown()).min(1) }) }).safeParse(value).success
);

const schemas = new WeakMap<Asks, Promise<GraphQLSchema>>();

/** The Admin API's schema as the data source's version has it; asked for once a data source, again after a failure. */
export function loadSchema(asks: Asks): Promise<GraphQLSchema> {
  const known = schemas.get(asks);
  if (known !== undefined) {
    return known;
  }
  const loading = graphqlSchema(asks).then((answer) =>
    buildClientSchema(introspection.parse(answer), { assumeValid: true })
  );
  schemas.set(asks, loading);
  loading.catch(() => schemas.delete(asks));
  return loading;
}
