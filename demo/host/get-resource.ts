import type { PluginClient } from './plugin-client';
import type { PluginContext } from './plugin-context';

/** A resource's whole answer as JSON. Throws with the backend's own words where it is refused. */
export async function getResource(
  client: PluginClient,
  pluginContext: PluginContext,
  path: string,
  signal: AbortSignal
): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let status = 0;
  const call = { path, method: 'GET', url: path, headers: {}, body: new Uint8Array(), pluginContext };
  for await (const part of client.callResource(call, signal)) {
    status = part.code === 0 ? status : part.code;
    parts.push(part.body);
  }
  const text = Buffer.concat(parts).toString('utf8');
  if (status >= 400) {
    throw new Error(`${path}: ${status} ${text}`);
  }
  return JSON.parse(text);
}
