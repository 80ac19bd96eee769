import { serve } from './grafana';

/** Loaded with the first call that needs it: Grafana waits for the handshake alone. */
const makeInstances = async () => (await import('./instances')).createInstances(process.env);

let making: ReturnType<typeof makeInstances> | undefined;

void serve({
  async createInstance(plugin, log) {
    making ??= makeInstances();
    return (await making)(plugin, log);
  },
});
