import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileBackend } from '../../scripts/compile-backend';

const run = promisify(execFile);

/** What the compiled backend uses to reach Shopify, in the smallest executable that uses it. */
const program = `const [url] = process.argv.slice(-1);
fetch(url).then(async (response) => console.log(await response.text()), (error) => { console.log('failed', error.code ?? error.message); });`;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the server does not listen');
  }
  return address.port;
}

describe('calls of a compiled executable', () => {
  let folder = '';
  let shop: Server;
  let proxy: Server;
  const tunnels: string[] = [];

  beforeAll(async () => {
    mkdirSync('.cache', { recursive: true });
    folder = mkdtempSync(path.resolve('.cache', 'outbound-'));
    writeFileSync(path.join(folder, 'main.ts'), program);
    compileBackend({ entry: path.join(folder, 'main.ts'), outfile: path.join(folder, 'fetch') });
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    });
    writeFileSync(path.join(folder, 'ca.pem'), cert);
    shop = createHttpsServer({ key, cert }, (_, response) => response.end('the shop'));
    proxy = createHttpServer();
    proxy.on('connect', (request, client, head) => {
      tunnels.push(request.url ?? '');
      const upstream = connect(portOf(shop), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    shop.listen(0, '127.0.0.1');
    proxy.listen(0, '127.0.0.1');
    await Promise.all([once(shop, 'listening'), once(proxy, 'listening')]);
  });

  afterAll(() => {
    shop.closeAllConnections();
    shop.close();
    proxy.closeAllConnections();
    proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    tunnels.length = 0;
  });

  const ask = async (env: Record<string, string>) => {
    const { stdout } = await run(path.join(folder, 'fetch'), [`https://localhost:${portOf(shop)}/`], {
      env,
      timeout: 15_000,
    });
    return stdout.trim();
  };
  const trusted = () => ({ NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') });
  const proxied = () => ({ HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });

  it('refuse a certificate that nobody vouches for', async () => {
    expect(await ask({})).toMatch(/^failed .*(CERT|SIGNED|certificate)/i);
  });

  it('trust the authorities of NODE_EXTRA_CA_CERTS', async () => {
    expect(await ask(trusted())).toBe('the shop');
  });

  it('go through HTTPS_PROXY', async () => {
    expect(await ask({ ...trusted(), ...proxied() })).toBe('the shop');
    expect(tunnels).toEqual([`localhost:${portOf(shop)}`]);
  });

  it('go past the proxy to hosts of NO_PROXY', async () => {
    expect(await ask({ ...trusted(), ...proxied(), NO_PROXY: 'localhost' })).toBe('the shop');
    expect(tunnels).toEqual([]);
  });
});
