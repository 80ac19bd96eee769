/** Where a plugin listens, as its first line on stdout says. */
export interface Handshake {
  /** An address that gRPC understands: `unix:/path` or `host:port`. */
  readonly address: string;
}

/**
 * Reads go-plugin's handshake line `1|2|unix|<path>|grpc|`.
 * Throws when it is no handshake, or one of a protocol that isn't spoken here.
 */
export function parseHandshake(line: string): Handshake {
  const [core, app, network, address, protocol] = line.trim().split('|');
  if (core === undefined || app === undefined || !network || !address) {
    throw new Error(`The backend's first line is no handshake: ${line.slice(0, 200)}`);
  }
  if (core !== '1' || app !== '2' || protocol !== 'grpc') {
    throw new Error(`The backend speaks protocol ${core}|${app}|${protocol ?? ''}, expected 1|2|grpc`);
  }
  if (network !== 'unix' && network !== 'tcp') {
    throw new Error(`The backend listens on ${network}, expected unix or tcp`);
  }
  return { address: network === 'unix' ? `unix:${address}` : address };
}
