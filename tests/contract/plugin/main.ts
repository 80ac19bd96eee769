/** The plugin under test: only `src/backend/grafana`, answering what the Go tests ask for. */
import {
  serve,
  type CallContext,
  type DataQuery,
  type Instance,
  type ResourceRequest,
} from '../../../src/backend/grafana';
import { answer, type State } from './queries';
import { resource } from './resources';
import { runStream, subscribe } from './streams';

const state: State = { created: 0, disposed: 0, cancelled: 0 };

void serve({
  createInstance: (plugin): Instance => {
    if (plugin.dataSource?.secrets['broken'] === 'yes') {
      throw new Error('these settings are broken on purpose');
    }
    state.created += 1;
    const number = state.created;
    return {
      query: (context: CallContext, query: DataQuery) => answer(context, query, state, number),
      checkHealth: (context) => ({
        status: 'ok',
        message: `healthy in org ${context.plugin.orgId}`,
        details: { instance: number },
      }),
      callResource: (context: CallContext, request: ResourceRequest) => resource(context, request, state),
      subscribe,
      runStream,
      publish: () => Promise.resolve({ status: 'permission-denied' as const }),
      dispose: () => {
        state.disposed += 1;
      },
    };
  },
});
