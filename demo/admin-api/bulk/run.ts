import { execute, type DocumentNode } from 'graphql';
import { setImmediate as turn } from 'node:timers/promises';
import type { Executable, RequestContext } from '../context';
import type { Output } from './job';
import { jsonLines, type LineOptions } from './lines';

export interface BulkRun {
  readonly executable: Executable;
  readonly document: DocumentNode;
  readonly context: RequestContext;
  readonly lines: LineOptions;
  /** Fills it, page by page. */
  readonly output: Omit<Output, 'chunks'>;
  /** Takes a page's lines; waits where they can't be taken yet. */
  readonly write: (text: Buffer) => void | Promise<void>;
  readonly stopped: () => boolean;
  /** Ends as a failure after the first page, for tests of partial results. */
  readonly fails: Output['failed'];
}

/** Root objects made in one go: few enough for other requests to be answered in between. */
const batch = 25;

/** Makes all rows of a bulk operation, page by page, letting other requests through in between. */
export async function runBulk(run: BulkRun): Promise<void> {
  const { executable, document, output, lines, write, stopped, fails } = run;
  // The end of paging is for lists that are asked for page by page.
  const context = { ...run.context, switches: { ...run.context.switches, pagingLimit: Number.POSITIVE_INFINITY } };
  if (context.denied.size > 0) {
    output.failed = 'ACCESS_DENIED';
    output.done = true;
    return;
  }
  let after: string | null = null;
  do {
    const paging = { first: batch, after, next: null };
    const bulk: NonNullable<RequestContext['bulk']> = paging;
    const result = await execute({
      schema: executable.schema,
      document,
      rootValue: {},
      contextValue: { ...context, bulk },
    });
    const { text, objects, roots } = jsonLines(result.data, lines);
    const bytes = Buffer.from(text);
    await write(bytes);
    output.bytes += bytes.length;
    output.objects += objects;
    output.roots += roots;
    if (fails !== undefined || (result.errors !== undefined && result.errors.length > 0)) {
      output.failed = fails ?? 'INTERNAL_SERVER_ERROR';
      break;
    }
    after = bulk.next;
    await turn();
  } while (after !== null && !stopped());
  output.done = true;
}
