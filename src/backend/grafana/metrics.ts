import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Endpoint, Outcome } from './middleware';

const started = Date.now() / 1000;

interface InstanceCounts {
  readonly size: number;
  readonly made: number;
}

/** Figures of the plugin, named as those of plugins made with Grafana's Go SDK, and of Node programs. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Counter<'endpoint' | 'status' | 'status_source'>;
  readonly #durations: Histogram<'endpoint'>;

  constructor(instances: InstanceCounts) {
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
    this.#gauge('plugins_active_instances', 'Instances held.', () => instances.size);
    this.#counter('plugins_datasource_instances_total', 'Instances ever made.', () => instances.made);
    this.#gauge('process_start_time_seconds', 'Start time of the process since the epoch.', () => started);
    this.#gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
    this.#gauge('nodejs_heap_size_total_bytes', 'Heap set aside.', () => process.memoryUsage().heapTotal);
    this.#gauge('nodejs_heap_size_used_bytes', 'Heap in use.', () => process.memoryUsage().heapUsed);
    this.#gauge('nodejs_external_memory_bytes', 'Memory of buffers outside of the heap.', () => {
      return process.memoryUsage().external;
    });
    this.#counter('process_cpu_seconds_total', 'Processor time used.', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  #counter(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** Counts one call and how long it took. */
  record(endpoint: Endpoint, { status, source }: Outcome, seconds: number): void {
    this.#requests.inc({ endpoint, status, status_source: source ?? 'none' });
    this.#durations.observe({ endpoint }, seconds);
  }

  /** Everything in Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
