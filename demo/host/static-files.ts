import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HttpError, type Exchange } from './http';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A folder that is served below a path. */
export interface Mount {
  /** Begins and ends with a slash. */
  readonly prefix: string;
  readonly folder: string;
  /** A file that answers for every other below the prefix. */
  readonly fallback?: string;
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false
  );
}

/** The file that a URL means; undefined where it lies outside the folder or isn't there. */
export async function fileFor(mount: Mount, pathname: string): Promise<string | undefined> {
  if (!pathname.startsWith(mount.prefix)) {
    return undefined;
  }
  let relative: string;
  try {
    relative = decodeURIComponent(pathname.slice(mount.prefix.length));
  } catch {
    return undefined;
  }
  const file = path.resolve(mount.folder, relative);
  const inside = file.startsWith(path.resolve(mount.folder) + path.sep);
  if (!inside || relative.includes('\0')) {
    return undefined;
  }
  return (await isFile(file)) ? file : mount.fallback;
}

/** Sends a file. */
export async function sendFile({ request, response }: Exchange, file: string): Promise<void> {
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(createReadStream(file), response);
}

/** Sends the first file that a mount has for the URL; 404 when none has. */
export async function sendFromMounts(exchange: Exchange, mounts: readonly Mount[]): Promise<void> {
  for (const mount of mounts) {
    const file = await fileFor(mount, exchange.url.pathname);
    if (file !== undefined) {
      await sendFile(exchange, file);
      return;
    }
  }
  throw new HttpError(404, `${exchange.url.pathname} not found`);
}
