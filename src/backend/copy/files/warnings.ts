import type { CopyRoot } from './root';
import type { Space } from './space';

/** What is to be said of a place that works; its text is catalogue entry `copy:warning.<code>` with `values`. */
export interface RootWarning {
  readonly code: 'lostAtDeploy' | 'unknownFileSystem' | 'littleSpace';
  readonly values: Readonly<Record<string, string | number>>;
}

const megabyte = 1024 ** 2;

/** `needed` is what the copy is still to grow by, in bytes: its forecast less its present size. */
export function rootWarnings({ path: root, fileSystem }: CopyRoot, space: Space, needed: number): RootWarning[] {
  const { kind, type } = fileSystem;
  const warnings: RootWarning[] = [];
  if (kind === 'lost') {
    warnings.push({ code: 'lostAtDeploy', values: { root, type } });
  }
  if (kind === 'unknown') {
    warnings.push({ code: 'unknownFileSystem', values: { root, type } });
  }
  if (needed > space.free) {
    const values = { root, needed: Math.ceil(needed / megabyte), free: Math.floor(space.free / megabyte) };
    warnings.push({ code: 'littleSpace', values });
  }
  return warnings;
}
