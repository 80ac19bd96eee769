import type { GraphQLResolveInfo } from 'graphql';
import type { Arguments } from '../connection/arguments';
import type { RequestContext } from '../context';

/** A method signature, so that resolvers of different sources fit into one registry (the schema decides what meets what). */
interface Resolver<Source> {
  resolve(source: Source, args: Arguments, context: RequestContext, info: GraphQLResolveInfo): unknown;
}

export type FieldResolver<Source> = Resolver<Source>['resolve'];

interface Base<Source> {
  base(source: Source): object;
}

/** Resolvers of one GraphQL type. */
export interface TypeResolvers<Source> {
  /** Where fields without a resolver of their own are read from; the source itself where absent. */
  readonly base?: Base<Source>['base'];
  readonly fields: Readonly<Record<string, FieldResolver<Source>>>;
}

/** Every type the demo shop has data for, by GraphQL name. */
export type Registry = Readonly<Record<string, TypeResolvers<unknown>>>;
