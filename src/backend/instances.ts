import type { Instance, Logger, PluginContext } from './grafana';
import { copyReaderPool, sqlReaderPool } from './copy';
import { copyRootOf } from './copy/files/root';
import { countedStore } from './counted-logs';
import { createInstance, failedInstance } from './instance';
import { logAccessOf } from './log-stores';
import { FaultCounts } from './queries/common/faults';
import { QueryProblem } from './queries/common/problem';
import { RolePool } from './roles';
import { readSettings, sandboxOf, SettingsProblem } from './settings';
import { Registry, systemEnvironment, type Environment } from './shopify';
import { Copies, type CopiesParts } from './sync';

interface Make {
  (plugin: PluginContext, log: Logger): Instance;
  /** Stops what goes on between calls: the copies. */
  close(): Promise<void>;
}

/**
 * Makes data sources that share budgets, tokens and cache. Settings that are wrong give an instance that says so, as a
 * data source has to be there to be tested and corrected.
 */
export function createInstances(
  variables: Readonly<Record<string, string | undefined>>,
  environment: Partial<Environment> = {},
  copying: Partial<Omit<CopiesParts, 'registry' | 'log' | 'root'>> = {}
): Make {
  const sandbox = sandboxOf(variables);
  let registry: Registry | undefined;
  let copies: Copies | undefined;
  /** Of each data source, whatever its settings are: they change while it stays. */
  const counts = new Map<string, FaultCounts>();
  const make = ({ dataSource, orgId }: PluginContext, log: Logger): Instance => {
    if (dataSource === undefined) {
      return failedInstance(new QueryProblem('queries:error.noDataSource', {}, { fault: 'shopscope' }), 'en');
    }
    registry ??= new Registry(systemEnvironment({ log: log.with({ room: 'shopify' }), ...environment }));
    const { clock } = registry.environment;
    copies ??= makeCopies(registry, log, copyRootOf(variables), copying);
    const now = () => clock.now();
    const id = `${orgId} ${dataSource.uid}`;
    const faults = counts.get(id) ?? new FaultCounts(now);
    counts.set(id, faults);
    try {
      const settings = readSettings(dataSource, sandbox);
      const copy = copies.use(id, settings.connection, settings.copy);
      const access = logAccessOf(settings, variables, now);
      const logs = access && { ...access, store: countedStore(access.store, faults) };
      return createInstance(settings, { registry, copy, now, faults, ...(logs === undefined ? {} : { logs }) });
    } catch (error) {
      return failedInstance(error, error instanceof SettingsProblem ? error.language : 'en', faults);
    }
  };
  return Object.assign(make, {
    close: async () => {
      await copies?.close();
    },
  });
}

function makeCopies(
  registry: Registry,
  log: Logger,
  root: string | undefined,
  copying: Partial<Omit<CopiesParts, 'registry' | 'log' | 'root'>>
): Copies {
  const own = {
    log: (line: string) => log.info('reader', { line }),
    ...(copying.command === undefined ? {} : { command: copying.command }),
  };
  const readers = copying.readers ?? new RolePool('copy-reader', undefined, { ...copyReaderPool, ...own });
  const sqlReaders = copying.sqlReaders ?? new RolePool('sql-reader', undefined, { ...sqlReaderPool, ...own });
  return new Copies({ ...copying, registry, readers, sqlReaders, root, log: log.with({ room: 'sync' }) });
}
