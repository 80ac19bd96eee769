import type { TypeResolvers } from '../graphql/resolver';
import { deniedFields } from '../graphql/access';
import { concurrency } from '../bulk/jobs';
import { runBulk } from '../bulk/run';
import { readBulkQuery } from '../bulk/validate';
import { textArgument } from '../connection/arguments';
import { fieldError } from '../errors';
import { bulkOperation } from './bulk-operation';

/** The two mutations that the reduced schema knows; every other one fails validation. */
export const mutation: TypeResolvers<unknown> = {
  fields: {
    bulkOperationRunQuery: (_source, args, context) => {
      const { session, switches, executable } = context;
      const text = textArgument(args, 'query') ?? '';
      const read = readBulkQuery(executable.schema, text);
      if (read.document === undefined) {
        const userErrors = read.problems.map((message) => ({ field: ['query'], message, code: 'INVALID' }));
        return { bulkOperation: null, userErrors };
      }
      const running = session.bulk.running();
      if (running.length >= concurrency) {
        const ids = running.map(({ id }) => id).join(', ');
        const message = `A bulk query operation for this app and shop is already in progress: ${ids}.`;
        return { bulkOperation: null, userErrors: [{ field: null, message, code: 'OPERATION_IN_PROGRESS' }] };
      }
      const job = session.bulk.start(text, switches.bulkPace, context.bulkSpoiled);
      const denied = deniedFields(executable.schema, executable.extras, read.document, session);
      void runBulk({
        executable,
        document: read.document,
        context: { ...context, denied, search: [] },
        lines: {
          order: args['groupObjects'] === true ? 'grouped' : switches.bulkChildren,
          nestedLimit: switches.bulkNestedLimit,
        },
        output: job.output,
        write: (bytes) => void job.output.chunks.push(bytes),
        stopped: () => job.canceled,
        fails: context.bulkFails,
      }).catch(() => {
        job.output.failed = 'INTERNAL_SERVER_ERROR';
        job.output.done = true;
      });
      return { bulkOperation: bulkOperation(job, context), userErrors: [] };
    },
    bulkOperationCancel: (_source, args, context) => {
      const job = context.session.bulk.get(textArgument(args, 'id') ?? '');
      if (job === undefined) {
        throw fieldError('RESOURCE_NOT_FOUND', `Invalid id: ${String(args['id'])}`);
      }
      const status = job.statusAt(context.now);
      if (status !== 'CREATED' && status !== 'RUNNING') {
        const message = `A bulk operation cannot be canceled when it is ${status.toLowerCase()}`;
        return { bulkOperation: bulkOperation(job, context), userErrors: [{ field: null, message }] };
      }
      job.cancel(context.now);
      return { bulkOperation: bulkOperation(job, context), userErrors: [] };
    },
  },
};
