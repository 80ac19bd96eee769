import { z } from 'zod';
import { fail } from '../fail';
import type { BulkOperation } from '../types';

const instant = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    context.addIssue({ code: 'custom', message: 'not a time' });
    return z.NEVER;
  }
  return at;
});
/** UnsignedInt64 comes as text. */
const count = z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform(Number);

const operation = z
  .object({
    id: z.string(),
    status: z.string(),
    errorCode: z.string().nullish(),
    objectCount: count,
    rootObjectCount: count,
    fileSize: count.nullish(),
    url: z.string().nullish(),
    partialDataUrl: z.string().nullish(),
    query: z.string(),
    createdAt: instant,
    completedAt: instant.nullish(),
  })
  .transform(({ errorCode, fileSize, url, partialDataUrl, completedAt, ...rest }): BulkOperation => ({
    ...rest,
    ...(typeof errorCode === 'string' ? { errorCode } : {}),
    ...(typeof fileSize === 'number' ? { fileSize } : {}),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof partialDataUrl === 'string' ? { partialDataUrl } : {}),
    ...(typeof completedAt === 'number' ? { completedAt } : {}),
  }));

const nodes = z.object({ nodes: z.array(operation) });
const userErrors = z.array(
  z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() })
);
const payload = z.object({ bulkOperation: operation.nullish(), userErrors });

export const oneAnswer = z.object({ bulkOperation: operation.nullish() });
export const listAnswer = z.object({ created: nodes, running: nodes, canceling: nodes });
export const startAnswer = z.object({ bulkOperationRunQuery: payload });
export const cancelAnswer = z.object({ bulkOperationCancel: payload });
export type Payload = z.infer<typeof payload>;

/** Reads the data of an answer; `unexpectedAnswer` names the first part that is not as it should be. */
export function readAnswer<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    throw fail('unexpectedAnswer', { reason: parsed.error.issues[0]?.path.join('.') ?? '-' });
  }
  return parsed.data;
}

/** The operation that a mutation is about; throws what its user errors mean where there is none. */
export function operationOf({ bulkOperation, userErrors: [error] }: Payload): BulkOperation {
  if (bulkOperation) {
    return bulkOperation;
  }
  if (error === undefined) {
    throw fail('unexpectedAnswer', { reason: 'bulkOperation' });
  }
  const { code, message, field } = error;
  switch (code) {
    case 'OPERATION_IN_PROGRESS':
      throw fail('bulkInProgress', { message });
    case 'LIMIT_REACHED':
      throw fail('bulkLimitReached', { message });
    default:
      throw fail('bulkRefused', { field: field?.join('.') ?? '-', message });
  }
}
