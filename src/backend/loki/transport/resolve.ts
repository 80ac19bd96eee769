import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { LogError } from '../errors';
import { isForbiddenAddress } from './address';

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Asks the system, as other programs do. */
export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Addresses to connect to. They are checked here and then used as they are: what a name means must not change between
 * the check and the connection. Throws `addressForbidden` where one of them is.
 */
export async function addressesOf(host: string, resolve: Resolve): Promise<readonly string[]> {
  if (isIP(host) !== 0) {
    return [host];
  }
  const addresses = await resolve(host);
  const wrong = addresses.find(isForbiddenAddress);
  if (wrong !== undefined) {
    throw new LogError('addressForbidden', { host, address: wrong });
  }
  return addresses;
}
