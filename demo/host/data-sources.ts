import type { DataSource, DataSourceUpdate } from './plugin-context';

/** What a data source is set up with at start, as a provisioning file would say it. */
export type Provisioned = Omit<DataSource, 'id' | 'updated' | 'isDefault'>;

/** The preview's data sources, kept in memory: what is changed is forgotten when it ends. */
export class DataSources {
  readonly #byUid: Map<string, DataSource>;
  readonly #now: () => number;

  /** The first is the default one. */
  constructor(provisioned: readonly Provisioned[], now: () => number = Date.now) {
    this.#now = now;
    this.#byUid = new Map(
      provisioned.map((each, index) => [each.uid, { ...each, id: index + 1, isDefault: index === 0, updated: now() }])
    );
  }

  all(): readonly DataSource[] {
    return [...this.#byUid.values()];
  }

  byUid(uid: string): DataSource | undefined {
    return this.#byUid.get(uid);
  }

  /**
   * Stores changed settings as Grafana does: secrets that are named replace the old ones, secrets marked as
   * not set (`secureJsonFields: {key: false}`) are forgotten, all others stay. Undefined where there is no such uid.
   */
  update(uid: string, change: DataSourceUpdate): DataSource | undefined {
    const known = this.#byUid.get(uid);
    if (known === undefined) {
      return undefined;
    }
    const kept = Object.entries(known.secureJsonData).filter(([key]) => change.secureJsonFields[key] !== false);
    const next: DataSource = {
      ...known,
      name: change.name,
      jsonData: change.jsonData,
      secureJsonData: { ...Object.fromEntries(kept), ...change.secureJsonData },
      updated: Math.max(this.#now(), known.updated + 1),
    };
    this.#byUid.set(uid, next);
    return next;
  }
}
