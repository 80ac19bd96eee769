import type { z } from 'zod';
import { QueryProblem } from '../queries/common/problem';

/** A request's JSON body, checked. */
export function readBody<Schema extends z.ZodType>(body: Uint8Array, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parse(body));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new QueryProblem('queries:error.resourceBody', { reason: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  return parsed.data;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new QueryProblem('queries:error.resourceBody', { reason });
  }
}
