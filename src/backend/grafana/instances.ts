import type { Logger } from './log';
import type { Instance, PluginContext, PluginDefinition } from './plugin';

/** What the instance manager needs of the outside. */
export interface InstanceEnvironment {
  readonly log: Logger;
  now(): number;
  /** Runs a task later; the process need not stay alive for it. */
  later(task: () => void, milliseconds: number): void;
}

interface Entry {
  readonly version: string;
  readonly made: Promise<Instance>;
  calls: number;
  lastUse: number;
  retired: boolean;
}

/** An old instance is disposed of this long after it was replaced, at the earliest. */
const grace = 5_000;
/** Instances that nobody asked for this long are disposed of. */
const idle = 60 * 60_000;

/** Whose instance a call is for: a data source's, or the app's in its organisation. */
function keyOf(plugin: PluginContext): string {
  const source = plugin.dataSource;
  return source === undefined
    ? `app/${plugin.orgId}/${plugin.pluginId}`
    : `source/${plugin.orgId}/${plugin.pluginId}/${source.uid || source.id}`;
}

/** Changes whenever an instance has to be made anew. */
function versionOf(plugin: PluginContext): string {
  const updated = plugin.dataSource?.updated ?? plugin.app?.updated ?? 0;
  return `${updated}/${plugin.pluginVersion}/${plugin.config['GF_INSTANCE_FEATURE_TOGGLES_ENABLE'] ?? ''}`;
}

/**
 * Holds an instance for each data source: made once however many calls wait for it, made anew when its settings change,
 * disposed of when its last call has ended.
 */
export class Instances {
  readonly #definition: PluginDefinition;
  readonly #environment: InstanceEnvironment;
  readonly #entries = new Map<string, Entry>();
  #lastSweep = 0;

  constructor(definition: PluginDefinition, environment: InstanceEnvironment) {
    this.#definition = definition;
    this.#environment = environment;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Runs a call on the instance of its data source. */
  async use<Result>(plugin: PluginContext, run: (instance: Instance) => Promise<Result> | Result): Promise<Result> {
    const entry = this.#entryFor(plugin);
    entry.calls += 1;
    try {
      return await run(await entry.made);
    } finally {
      entry.calls -= 1;
      entry.lastUse = this.#environment.now();
      this.#disposeIfDone(entry);
    }
  }

  /** Disposes of every instance; for the end of the process. */
  async disposeAll(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map((entry) => this.#dispose(entry)));
  }

  #entryFor(plugin: PluginContext): Entry {
    this.#sweep();
    const key = keyOf(plugin);
    const version = versionOf(plugin);
    const known = this.#entries.get(key);
    if (known?.version === version) {
      return known;
    }
    if (known !== undefined) {
      this.#retire(known);
    }
    const entry = this.#make(plugin, version);
    this.#entries.set(key, entry);
    entry.made.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return entry;
  }

  #make(plugin: PluginContext, version: string): Entry {
    const { log, now } = this.#environment;
    const made = Promise.resolve().then(() => this.#definition.createInstance(plugin, log));
    return { version, made, calls: 0, lastUse: now(), retired: false };
  }

  #retire(entry: Entry): void {
    this.#environment.later(() => {
      entry.retired = true;
      this.#disposeIfDone(entry);
    }, grace);
  }

  #disposeIfDone(entry: Entry): void {
    if (entry.retired && entry.calls === 0) {
      entry.retired = false;
      void this.#dispose(entry);
    }
  }

  async #dispose(entry: Entry): Promise<void> {
    try {
      await (await entry.made).dispose?.();
    } catch (error) {
      this.#environment.log.warn('an instance could not be disposed of', { error });
    }
  }

  #sweep(): void {
    const now = this.#environment.now();
    if (now - this.#lastSweep < idle / 60) {
      return;
    }
    this.#lastSweep = now;
    for (const [key, entry] of this.#entries) {
      if (entry.calls === 0 && now - entry.lastUse > idle) {
        this.#entries.delete(key);
        void this.#dispose(entry);
      }
    }
  }
}
