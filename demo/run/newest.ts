import { existsSync, statSync } from 'node:fs';
import { globSync } from 'glob';

/** What a build makes of what. */
export interface Artifact {
  /** Patterns of its sources, from the top of the repository. */
  readonly sources: readonly string[];
  /** Patterns of files among them that don't matter. */
  readonly ignore?: readonly string[];
  /** Files that are there once it is built. */
  readonly outputs: readonly string[];
}

function changed(file: string): number {
  return statSync(file).mtimeMs;
}

/** Whether an artifact is missing or older than the newest of its sources. */
export function isStale({ sources, ignore = [], outputs }: Artifact, root: string): boolean {
  const all = globSync([...sources], { cwd: root, ignore: [...ignore], nodir: true, absolute: true });
  const newest = Math.max(...all.map(changed));
  const built = globSync([...outputs], { cwd: root, nodir: true, absolute: true });
  return outputs.length > built.length || built.some((file) => !existsSync(file) || changed(file) < newest);
}
