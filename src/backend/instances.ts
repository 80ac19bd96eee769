import type { Instance, Logger, PluginContext } from './grafana';
import { createInstance, failedInstance } from './instance';
import { QueryProblem } from './queries/common/problem';
import { readSettings, sandboxOf, SettingsProblem } from './settings';
import { Registry, systemEnvironment, type Environment } from './shopify';

type Make = (plugin: PluginContext, log: Logger) => Instance;

/**
 * Makes data sources that share budgets, tokens and cache. Settings that are wrong give an instance that says so, as a
 * data source has to be there to be tested and corrected.
 */
export function createInstances(
  variables: Readonly<Record<string, string | undefined>>,
  environment: Partial<Environment> = {}
): Make {
  const sandbox = sandboxOf(variables);
  let registry: Registry | undefined;
  return ({ dataSource }, log) => {
    if (dataSource === undefined) {
      return failedInstance(new QueryProblem('queries:error.noDataSource', {}, { fault: 'shopscope' }), 'en');
    }
    registry ??= new Registry(systemEnvironment({ log: log.with({ room: 'shopify' }), ...environment }));
    const { clock } = registry.environment;
    try {
      const settings = readSettings(dataSource, sandbox);
      return createInstance(settings, { registry, now: () => clock.now() });
    } catch (error) {
      return failedInstance(error, error instanceof SettingsProblem ? error.language : 'en');
    }
  };
}
