import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TemporaryRoot {
  readonly root: string;
  readonly file: string;
  remove(): void;
}

/** An empty directory for a test's copy, and the path of a file in it. */
export function temporaryRoot(): TemporaryRoot {
  const root = mkdtempSync(path.join(tmpdir(), 'copy-'));
  return {
    root,
    file: path.join(root, 'shop.sqlite'),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
