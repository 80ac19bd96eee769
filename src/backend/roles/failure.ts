import { inspect } from 'node:util';
import { z, ZodError } from 'zod';
import { RoleError } from './errors';

/** An error as it crosses between processes. */
const failure = z.object({
  kind: z.string(),
  message: z.string(),
  code: z.string(),
  details: z.unknown(),
  /** Messages of the causes, outermost first. */
  causes: z.array(z.string()),
});

export type Failure = z.infer<typeof failure>;

/** What an error says of itself; `details` may be a value that can't cross. */
export function failureOf(error: unknown, fallback = 'role-failed'): Failure {
  if (error instanceof ZodError) {
    return {
      kind: 'ZodError',
      message: z.prettifyError(error),
      code: 'role-params',
      details: error.issues,
      causes: [],
    };
  }
  if (!(error instanceof Error)) {
    return { kind: 'Error', message: String(error), code: fallback, details: undefined, causes: [] };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : fallback;
  const details = 'details' in error ? error.details : undefined;
  return { kind: error.name, message: error.message, code, details, causes: causesOf(error) };
}

export function readFailure(value: unknown): RoleError {
  const { message, code, kind, details, causes } = failure.parse(value);
  const cause = causes.length === 0 ? undefined : new Error(causes.join(': '));
  return new RoleError(code, message, { kind, details, cause });
}

function causesOf(error: Error): string[] {
  const causes: string[] = [];
  for (let { cause } = error; cause !== undefined && causes.length < 8;) {
    causes.push(cause instanceof Error ? cause.message : inspect(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
