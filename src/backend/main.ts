import { runRole } from './roles/run-role';

/** Loaded with the first call that needs it: Grafana waits for the handshake alone. */
const makeInstances = async () => (await import('./instances')).createInstances(process.env);

let making: ReturnType<typeof makeInstances> | undefined;

/** What this executable does as a child of itself, each role loaded by the process that takes it. */
const isChild = runRole({
  'copy-writer': async () => (await import('./sync/writer/role')).copyWriter(),
  'copy-keeper': async () => (await import('./sync/keeper/role')).copyKeeper,
  'copy-reader': async () => (await import('./copy/reader/role')).copyReader,
  'sql-reader': async () => (await import('./copy/sql/role')).sqlReader,
});

if (!isChild) {
  void Promise.all([import('./grafana'), import('./protocol-messages')]).then(([{ serve }, { protocolMessages }]) =>
    serve(
      {
        async createInstance(plugin, log) {
          making ??= makeInstances();
          return (await making)(plugin, log);
        },
      },
      { messages: protocolMessages, isLong: (path) => path === 'export' }
    )
  );
}
