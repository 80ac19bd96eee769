import { accessSync, constants, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { asCopyError, userName } from '../engine/sqlite/failures';
import { CopyError } from '../errors';
import { fileSystemOf, type FileSystem } from './filesystem';

/** The directory of all copies of a Grafana server, found fit to hold them. */
export interface CopyRoot {
  readonly path: string;
  /** Of kind `local`, `lost` or `unknown`. */
  readonly fileSystem: FileSystem;
}

/**
 * `copy_root` of Grafana's ini section `[plugin.shopscope-shopify-datasource]`, which reaches a backend as
 * `GF_PLUGIN_COPY_ROOT`; undefined where it is not set. It is the only place that it can come from.
 */
export function copyRootOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const root = environment['GF_PLUGIN_COPY_ROOT']?.trim() ?? '';
  return root === '' ? undefined : root;
}

/**
 * Checks that copies can lie in a directory, and makes it where only it itself is missing. Throws `off` where none is
 * named, `rootRelative`, `rootMissing`, `rootNoDirectory`, `rootDenied`, `readOnly`, `networkFileSystem`, `diskFull`.
 */
export function openRoot(root: string | undefined): CopyRoot {
  if (root === undefined) {
    throw new CopyError('off');
  }
  if (!path.isAbsolute(root)) {
    throw new CopyError('rootRelative', { root });
  }
  const real = resolved(root);
  if (!statSync(real).isDirectory()) {
    throw new CopyError('rootNoDirectory', { root });
  }
  const fileSystem = fileSystemOf(real);
  if (fileSystem.kind === 'network') {
    throw new CopyError('networkFileSystem', { root, type: fileSystem.type });
  }
  tryWriting(real);
  return { path: real, fileSystem };
}

const systemError = z.object({ code: z.string() });

function resolved(root: string): string {
  try {
    mkdirSync(root, { mode: 0o700 });
  } catch (error) {
    const code = systemError.safeParse(error).data?.code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new CopyError('rootMissing', { root }, error);
    }
    if (code !== 'EEXIST') {
      throw inRoot(error, root);
    }
  }
  return realpathSync(root);
}

function tryWriting(root: string): void {
  const probe = path.join(root, `.write-test.${String(process.pid)}`);
  try {
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    writeFileSync(probe, Buffer.alloc(4096, 1));
    rmSync(probe);
  } catch (error) {
    throw inRoot(error, root);
  }
}

function inRoot(error: unknown, root: string): CopyError {
  const code = systemError.safeParse(error).data?.code;
  return code === 'EACCES' || code === 'EPERM'
    ? new CopyError('rootDenied', { root, user: userName() }, error)
    : asCopyError(error, path.join(root, 'copy'));
}
