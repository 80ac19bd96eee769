import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { payload, told, type Payload, type Told } from './faro';

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export interface Request {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
  readonly body: Payload;
}

/** A loopback stand-in for `faro.receiver` without CORS and key, as Alloy has it by default. */
export async function startReceiver() {
  const requests: Request[] = [];
  const wrong: string[] = [];
  const { address, close } = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const read = payload.safeParse(JSON.parse(body.toString('utf8') || 'null'));
      if (request.method !== 'POST' || request.url !== '/collect' || !read.success) {
        wrong.push(`${request.method} ${request.url}: ${read.error?.message ?? ''}`);
        response.writeHead(400).end();
        return;
      }
      requests.push({ method: request.method, headers: request.headers, bytes: body.length, body: read.data });
      response.writeHead(202).end('ok');
    });
  });
  return {
    url: `${address}/collect`,
    close,
    requests,
    /** What Faro's receiver would have refused. */
    wrong,
    told: (): Told[] => requests.flatMap(({ body }) => told(body)),
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

const snippet = readFileSync('storefront/built/shopscope.liquid', 'utf8');
const pixel = readFileSync('storefront/built/shopscope-pixel.js', 'utf8');

/** The snippet as Shopify renders it, by the few words of Liquid that it uses. */
export function rendered(receiver: string): string {
  return snippet
    .replace(/\{%- comment -%\}.*?\{%- endcomment -%\}/s, '')
    .replace('{{ receiver | json }}', JSON.stringify(receiver))
    .replace("{{ environment | default: 'production' | json }}", '"production"')
    .replace('{{ shop.permanent_domain | json }}', '"example-shop.myshopify.com"')
    .replace('{% raw %}', () => '')
    .replace('{% endraw %}', '');
}

/** The pixel with the receiver's address filled in, as a shop does it. */
export function filled(receiver: string): string {
  return pixel.replace('https://logs.example.com/collect', receiver);
}

export interface Page {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A shop: pages by their path, and carts that fail. */
export async function startShop(pages: Readonly<Record<string, Page>>) {
  return listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop.example');
    const page = pages[url.pathname];
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
      return;
    }
    const status = Number(url.searchParams.get('status') ?? (url.pathname === '/favicon.ico' ? 204 : 404));
    if (status === 0) {
      request.socket.destroy();
      return;
    }
    const headers = { 'content-type': 'application/json', 'x-request-id': '65a6c3a3-4cbf-4f3f-9eef-e2a95594ad00' };
    response
      .writeHead(status, headers)
      .end(status === 204 ? '' : JSON.stringify({ description: 'All of it is in Dana’s cart' }));
  });
}
