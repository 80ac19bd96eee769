import type { Place } from './ast';

/** What is wrong with a query, in the words that go into `parseErrors`. */
export class QueryError extends Error {}

export function syntaxError(place: Place, message: string): QueryError {
  return new QueryError(`Syntax Error: ${message} at line ${place.line}, column ${place.column}`);
}

export function columnNotFound(name: string): QueryError {
  return new QueryError(`Column Not Found: Column '${name}' not found`);
}

export function tableNotFound(name: string): QueryError {
  return new QueryError(`Table Not Found: Table '${name}' not found`);
}
