import { isIP } from 'node:net';
import { LogError } from '../errors';
import { isForbiddenAddress, isForbiddenName } from './address';

/** Where a Loki is, read from the address that an admin entered. */
export interface Place {
  readonly secure: boolean;
  /** Name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** `host[:port]` as it stands in a URL. */
  readonly authority: string;
  /** Path in front of `/loki/api/v1`, without a slash at its end. */
  readonly prefix: string;
}

/** Hosts that the Grafana server's own list lets through. */
export type HostList = readonly string[] | undefined;

/** Reads `GF_PLUGIN_LOKI_HOSTS`: `host`, `host:port`, `*.suffix`, `[IPv6]`, by commas. Undefined where it isn't set. */
export function hostList(text: string | undefined): HostList {
  return text === undefined || text.trim() === ''
    ? undefined
    : text
        .split(',')
        .map((entry) => entry.trim().toLowerCase())
        .filter(Boolean);
}

/** Throws `urlEmpty`, `urlInvalid`, `urlCredentials`, `addressForbidden`, `hostNotAllowed`. */
export function placeOf(address: string, hosts: HostList): Place {
  const text = address.trim();
  if (text === '') {
    throw new LogError('urlEmpty');
  }
  if (!URL.canParse(text)) {
    throw new LogError('urlInvalid', { url: text.slice(0, 200) });
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new LogError('urlCredentials');
  }
  if (!/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.hostname === '') {
    throw new LogError('urlInvalid', { url: text.slice(0, 200) });
  }
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (isForbiddenName(host) || (isIP(host) !== 0 && isForbiddenAddress(host))) {
    throw new LogError('addressForbidden', { host, address: host });
  }
  if (hosts !== undefined && !hosts.some((entry) => lets(entry, host.toLowerCase(), port))) {
    throw new LogError('hostNotAllowed', { host: url.host });
  }
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/loki\/api\/v1$/, '');
  return { secure, host, port, authority: url.host, prefix };
}

function lets(entry: string, host: string, port: number): boolean {
  const [, name = '', only] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  const wanted = name.replace(/^\[|\]$/g, '');
  const isHost = wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) : host === wanted;
  return wanted !== '' && isHost && (only === undefined || Number(only) === port);
}
