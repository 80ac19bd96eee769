import type { ImpactSettings, LogsSettings } from '../query/logs';
import { lokiSecretKey } from '../query/logs';
import { hostList, lokiStore, type LogStore, type LokiEndpoint } from './loki';
import type { LogAccess } from './queries/common/logs';

/** What a data source says of logs and expectations, checked. */
export interface LogSettings {
  readonly logs: LogsSettings;
  readonly endpoints: readonly LokiEndpoint[];
  readonly impact: ImpactSettings;
}

/** Endpoints with their secrets; what is missing is told when they are asked, and harms no other. */
export function endpointsOf(
  { endpoints }: LogsSettings,
  secrets: Readonly<Record<string, string>>
): readonly LokiEndpoint[] {
  return endpoints.map(({ name, region, url, tenant, auth, user, tls, selector }) => {
    const secret = (kind: Parameters<typeof lokiSecretKey>[0]) =>
      (secrets[lokiSecretKey(kind, name)] ?? '').replace(/[\r\n]+$/, '');
    const pem = (as: 'ca' | 'cert' | 'key', kind: Parameters<typeof lokiSecretKey>[0]) =>
      secret(kind) === '' ? {} : { [as]: secret(kind) };
    const certificates = { ...pem('ca', 'CaCert'), ...pem('cert', 'ClientCert'), ...pem('key', 'ClientKey') };
    const { serverName, skipVerify } = tls ?? {};
    return {
      name,
      ...(region === undefined || region === '' ? {} : { region }),
      url,
      ...(tenant === undefined || tenant === '' ? {} : { tenant }),
      auth:
        auth === 'basic'
          ? { kind: 'basic', user: user ?? '', password: secret('Password') }
          : auth === 'bearer'
            ? { kind: 'bearer', token: secret('Token') }
            : { kind: 'none' },
      tls: {
        ...certificates,
        ...(serverName === undefined || serverName === '' ? {} : { serverName }),
        ...(skipVerify === undefined ? {} : { skipVerify }),
      },
      selector,
    };
  });
}

/** The log store of a data source; undefined where no endpoint is set up. `variables` are those of the Grafana server. */
export function logAccessOf(
  { logs, endpoints }: Pick<LogSettings, 'logs' | 'endpoints'>,
  variables: Readonly<Record<string, string | undefined>>,
  now: () => number
): (LogAccess & { readonly store: LogStore }) | undefined {
  const hosts = hostList(variables['GF_PLUGIN_LOKI_HOSTS']);
  return endpoints.length === 0
    ? undefined
    : { store: lokiStore(endpoints, { now, ...(hosts === undefined ? {} : { hosts }) }), settings: logs };
}
