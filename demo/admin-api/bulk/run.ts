import { execute, type DocumentNode } from 'graphql';
import { setImmediate as turn } from 'node:timers/promises';
import type { Executable, RequestContext } from '../context';
import { pageLimit } from '../connection/arguments';
import type { BulkJob } from './job';
import { jsonLines } from './lines';

export interface BulkRun {
  readonly executable: Executable;
  readonly document: DocumentNode;
  readonly context: RequestContext;
  readonly job: BulkJob;
  /** True: children follow their parent at once. */
  readonly grouped: boolean;
  /** Ends as a failure after the first page, for tests of partial results. */
  readonly fails: boolean;
}

/** Makes all rows of a bulk operation, page by page, letting other requests through in between. */
export async function runBulk({ executable, document, context, job, grouped, fails }: BulkRun): Promise<void> {
  const { output } = job;
  if (context.denied.size > 0) {
    output.failed = 'ACCESS_DENIED';
    output.done = true;
    return;
  }
  let after: string | null = null;
  do {
    const paging = { first: pageLimit, after, next: null };
    const bulk: NonNullable<RequestContext['bulk']> = paging;
    const result = await execute({
      schema: executable.schema,
      document,
      rootValue: {},
      contextValue: { ...context, bulk },
    });
    const { text, objects, roots } = jsonLines(result.data, grouped);
    output.chunks.push(text);
    output.bytes += Buffer.byteLength(text);
    output.objects += objects;
    output.roots += roots;
    if (fails || (result.errors !== undefined && result.errors.length > 0)) {
      output.failed = 'INTERNAL_SERVER_ERROR';
      break;
    }
    after = bulk.next;
    await turn();
  } while (after !== null && !job.canceled);
  output.done = true;
}
