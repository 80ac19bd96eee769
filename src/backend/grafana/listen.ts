import { ServerCredentials, type Server } from '@grpc/grpc-js';
import { portRange, socketPath, type Address } from './handshake';

type Environment = Readonly<Record<string, string | undefined>>;

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error)
    );
  });
}

/** Binds the server to a unix socket; on Windows to the first free port of the host's range. */
export async function listen(server: Server, environment: Environment): Promise<Address> {
  if (process.platform !== 'win32') {
    const path = socketPath(environment);
    await bind(server, `unix:${path}`);
    return { network: 'unix', path };
  }
  const { from, to } = portRange(environment);
  for (let port = from; port <= to; port++) {
    try {
      return { network: 'tcp', port: await bind(server, `127.0.0.1:${port}`) };
    } catch {
      continue;
    }
  }
  throw new Error(`No port between ${from} and ${to} is free.`);
}
