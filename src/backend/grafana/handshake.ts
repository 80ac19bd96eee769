import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the plugin listens: a unix socket, or TCP on loopback where there are none. */
export type Address =
  { readonly network: 'unix'; readonly path: string } | { readonly network: 'tcp'; readonly port: number };

type Environment = Readonly<Record<string, string | undefined>>;

const notForPeople = `This is a plugin of Grafana. Grafana starts it by itself; it does nothing when it is started by hand.
Put its folder into Grafana's plugin folder, as the installation guide says.
`;

/** Ends the process with a word to whoever started it, unless that is Grafana. */
export function requireHost(environment: Environment): void {
  if (environment['grafana_plugin_type'] !== 'datasource') {
    writeSync(2, notForPeople);
    process.exit(1);
  }
}

/** The system's limit on a socket's path: 104 bytes on macOS, its closing zero among them, and 108 on Linux. */
const longest = 103;

/** A new socket's path, in the folder that the host names or the temporary one, or /tmp where those are too long. */
export function socketPath(environment: Environment): string {
  const named = environment['PLUGIN_UNIX_SOCKET_DIR'] ?? '';
  const name = `plugin${randomBytes(6).toString('hex')}`;
  const folder = [named, tmpdir(), '/tmp'].find(
    (each) => each !== '' && Buffer.byteLength(path.join(each, name)) <= longest
  );
  return path.join(folder ?? tmpdir(), name);
}

/** Ports the host allows, in the order to try them. */
export function portRange(environment: Environment): { readonly from: number; readonly to: number } {
  const number = (name: string, fallback: number) => Number(environment[name]) || fallback;
  return { from: number('PLUGIN_MIN_PORT', 10_000), to: number('PLUGIN_MAX_PORT', 25_000) };
}

/** The line that tells the host where to connect: core protocol 1, plugin protocol 2, gRPC. */
export function handshakeLine(address: Address, environment: Environment): string {
  const where = address.network === 'unix' ? `unix|${address.path}` : `tcp|127.0.0.1:${address.port}`;
  return `1|2|${where}|grpc|${environment['PLUGIN_MULTIPLEX_GRPC'] === undefined ? '' : '|false'}\n`;
}
