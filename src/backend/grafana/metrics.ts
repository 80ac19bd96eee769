import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Endpoint } from './middleware';

const started = Date.now() / 1000;

/** Figures of the plugin, named as those of plugins made with Grafana's Go SDK. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Counter<'endpoint' | 'status' | 'status_source'>;
  readonly #durations: Histogram<'endpoint'>;

  constructor(instances: () => number) {
    const registers = [this.registry];
    this.#requests = new Counter({
      name: 'grafana_plugin_request_total',
      help: 'Calls that were answered.',
      labelNames: ['endpoint', 'status', 'status_source'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'grafana_plugin_request_duration_seconds',
      help: 'Time until a call was answered.',
      labelNames: ['endpoint'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30],
      registers,
    });
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    gauge('plugins_active_instances', 'Instances held.', instances);
    gauge('process_start_time_seconds', 'Start time of the process since the epoch.', () => started);
    gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
    gauge('process_cpu_seconds_total', 'Processor time used.', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
  }

  /** Counts one call. `source` is empty where it succeeded. */
  record(endpoint: Endpoint, outcome: 'ok' | 'error' | 'cancelled', source: string, seconds: number): void {
    this.#requests.inc({ endpoint, status: outcome, status_source: source });
    this.#durations.observe({ endpoint }, seconds);
  }

  /** Everything in Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
