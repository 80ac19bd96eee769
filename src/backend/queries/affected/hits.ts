import { affectedKeys, type AffectedKey } from '../../../query';
import type { LogLine } from '../../loki';
import { mainKey, readLine, type KeyLabel, type LineKeys } from './keys';

/** Everything that error lines said of one key. Instants are epoch milliseconds. */
export interface Hit {
  readonly type: AffectedKey;
  readonly key: string;
  /** Other keys that the same lines bore; an order's may resolve where the checkout's does not. */
  readonly keys: LineKeys;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly errors: number;
  /** Of the newest line. */
  readonly service: string;
  readonly region: string | null;
  readonly code: string | null;
  readonly message: string;
  /** Where the key stands, if in structured metadata. */
  readonly label: KeyLabel | undefined;
}

/** An error code in lines, with or without keys. */
export interface CodeSeen {
  readonly code: string;
  readonly service: string;
  readonly lines: number;
  readonly keys: ReadonlySet<string>;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Hits {
  /** Newest first. */
  readonly hits: readonly Hit[];
  readonly codes: readonly CodeSeen[];
  readonly lines: number;
  readonly withKey: number;
  /** Lines without a key by service, most first. */
  readonly keyless: ReadonlyMap<string, number>;
}

/** Gathers lines, newest first, by the key that they are about. */
export function gather(lines: readonly LogLine[]): Hits {
  const hits = new Map<string, { -readonly [Name in keyof Hit]: Hit[Name] }>();
  const codes = new Map<
    string,
    { code: string; service: string; lines: number; keys: Set<string>; firstAt: number; lastAt: number }
  >();
  const keyless = new Map<string, number>();
  let withKey = 0;
  for (const line of lines) {
    const { keys, label, code, message } = readLine(line);
    const at = Math.floor(Number(line.ns) / 1e6);
    const service = line.labels['service_name'] ?? line.metadata['service_name'] ?? '';
    const main = mainKey(keys);
    const id = main === undefined ? undefined : `${main.type}:${main.value}`;
    if (code !== null) {
      const name = `${service} ${code}`;
      const known = codes.get(name) ?? {
        code,
        service,
        lines: 0,
        keys: new Set(),
        firstAt: at,
        lastAt: at,
      };
      known.lines += 1;
      known.firstAt = Math.min(known.firstAt, at);
      known.lastAt = Math.max(known.lastAt, at);
      if (id !== undefined) {
        known.keys.add(id);
      }
      codes.set(name, known);
    }
    if (main === undefined || id === undefined) {
      keyless.set(service, (keyless.get(service) ?? 0) + 1);
      continue;
    }
    withKey += 1;
    const hit = hits.get(id);
    if (hit === undefined) {
      const region = line.labels['region'] ?? line.region ?? null;
      const { type, value: key } = main;
      hits.set(id, {
        ...{ type, key, keys, label, service, region, code, firstAt: at, lastAt: at, errors: 1 },
        message: message(),
      });
      continue;
    }
    hit.errors += 1;
    if (affectedKeys.some((type) => keys[type] !== undefined && hit.keys[type] === undefined)) {
      hit.keys = { ...keys, ...hit.keys };
    }
    hit.firstAt = Math.min(hit.firstAt, at);
    if (at > hit.lastAt) {
      Object.assign(hit, { lastAt: at, service, code: code ?? hit.code, message: message() });
    }
  }
  return {
    hits: [...hits.values()].sort((a, b) => b.lastAt - a.lastAt),
    codes: [...codes.values()].sort((a, b) => b.lines - a.lines),
    lines: lines.length,
    withKey,
    keyless: new Map([...keyless].sort(([, a], [, b]) => b - a)),
  };
}
