import { after, type Awaitable } from './after';
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
  readonly version: Version;
  readonly made: Promise<Instance>;
  /** Set once it is made, so that calls need not wait. */
  instance?: Instance;
  calls: number;
  lastUse: number;
  /** It was replaced, and the grace after that is over. */
  isSpent: boolean;
}

/** What an instance was made from; another of these makes another instance. */
interface Version {
  readonly updated: number;
  readonly plugin: string;
  readonly config: Readonly<Record<string, string>>;
}

/** An old instance is disposed of this long after it was replaced, at the earliest. */
const grace = 5_000;
/** Instances that nobody asked for this long are disposed of. */
const idle = 60 * 60_000;
const sweepEvery = 60_000;
/** More than this many are held only while calls use them. */
const most = 1_000;

/** Whose instance a call is for: a data source's, or the app's in its organisation. */
function keyOf(plugin: PluginContext): string {
  const source = plugin.dataSource;
  return source === undefined
    ? `app/${plugin.orgId}/${plugin.pluginId}`
    : `source/${plugin.orgId}/${plugin.pluginId}/${source.uid || source.id}`;
}

function isSameConfig(a: Version['config'], b: Version['config']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function isCurrent(version: Version, plugin: PluginContext): boolean {
  return (
    version.updated === (plugin.dataSource?.updated ?? plugin.app?.updated ?? 0) &&
    version.plugin === plugin.pluginVersion &&
    isSameConfig(version.config, plugin.config)
  );
}

/** A context that belongs to nobody: an instance serves whoever asks. */
function withoutUser({ user: _, ...plugin }: PluginContext): PluginContext {
  return plugin;
}

/**
 * Holds an instance for each data source: made once however many calls wait for it, made anew when its settings or Grafana's
 * change, disposed of when its last call has ended.
 */
export class Instances {
  readonly #definition: PluginDefinition;
  readonly #environment: InstanceEnvironment;
  readonly #entries = new Map<string, Entry>();
  readonly #replaced = new Set<Entry>();
  #lastSweep = 0;
  #made = 0;

  constructor(definition: PluginDefinition, environment: InstanceEnvironment) {
    this.#definition = definition;
    this.#environment = environment;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many were ever made. */
  get made(): number {
    return this.#made;
  }

  /** Runs a call on the instance of its data source; at once where there is one. */
  use<Result>(plugin: PluginContext, run: (instance: Instance) => Awaitable<Result>): Awaitable<Result> {
    const entry = this.#entryFor(plugin);
    entry.calls += 1;
    return after(
      () => (entry.instance === undefined ? entry.made.then(run) : run(entry.instance)),
      (result) => {
        this.#release(entry);
        return result;
      },
      (error) => {
        this.#release(entry);
        throw error;
      }
    );
  }

  /** Disposes of every instance; for the end of the process. */
  async disposeAll(): Promise<void> {
    const entries = [...this.#entries.values(), ...this.#replaced];
    this.#entries.clear();
    this.#replaced.clear();
    await Promise.all(entries.map((entry) => this.#dispose(entry)));
  }

  #release(entry: Entry): void {
    entry.calls -= 1;
    entry.lastUse = this.#environment.now();
    this.#disposeIfDone(entry);
    if (entry.lastUse - this.#lastSweep >= sweepEvery) {
      this.#sweep();
    }
  }

  #entryFor(plugin: PluginContext): Entry {
    const key = keyOf(plugin);
    const known = this.#entries.get(key);
    if (known !== undefined && isCurrent(known.version, plugin)) {
      return known;
    }
    this.#sweep();
    if (known !== undefined) {
      this.#replace(key, known);
    }
    const entry = this.#make(plugin);
    this.#entries.set(key, entry);
    entry.made.then(
      (instance) => {
        entry.instance = instance;
      },
      () => {
        if (this.#entries.get(key) === entry) {
          this.#entries.delete(key);
        }
      }
    );
    return entry;
  }

  #make(plugin: PluginContext): Entry {
    this.#made += 1;
    return {
      version: {
        updated: plugin.dataSource?.updated ?? plugin.app?.updated ?? 0,
        plugin: plugin.pluginVersion,
        config: plugin.config,
      },
      made: Promise.resolve().then(() => this.#definition.createInstance(withoutUser(plugin), this.#environment.log)),
      calls: 0,
      lastUse: this.#environment.now(),
      isSpent: false,
    };
  }

  #replace(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#replaced.add(entry);
    this.#environment.later(() => {
      entry.isSpent = true;
      this.#disposeIfDone(entry);
    }, grace);
  }

  #disposeIfDone(entry: Entry): void {
    if (entry.isSpent && entry.calls === 0 && this.#replaced.delete(entry)) {
      void this.#dispose(entry);
    }
  }

  async #dispose(entry: Entry): Promise<void> {
    const instance = await entry.made.catch(() => undefined);
    try {
      await instance?.dispose?.();
    } catch (error) {
      this.#environment.log.warn('an instance could not be disposed of', { error });
    }
  }

  /** Lets go of what nobody used for long, and of the longest unused where there are too many. */
  #sweep(): void {
    const now = this.#environment.now();
    if (now - this.#lastSweep < sweepEvery && this.#entries.size < most) {
      return;
    }
    this.#lastSweep = now;
    const unused = [...this.#entries].filter(([, { calls }]) => calls === 0);
    const oldestFirst = unused.sort(([, a], [, b]) => a.lastUse - b.lastUse);
    const surplus = Math.max(0, this.#entries.size - most + 1);
    oldestFirst.forEach(([key, entry], index) => {
      if (index < surplus || now - entry.lastUse > idle) {
        this.#replace(key, entry);
      }
    });
  }
}
