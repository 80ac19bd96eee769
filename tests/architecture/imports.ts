import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const endings = ['', '.ts', '.tsx', '.json', '/index.ts', '/index.tsx'];

function resolveFile(from: string, specifier: string): string | undefined {
  const base = path.posix.join(path.posix.dirname(from), specifier);
  return endings.map((ending) => base + ending).find((file) => existsSync(file) && statSync(file).isFile());
}

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file it means; undefined for packages. */
  readonly to: string | undefined;
}

/** Every import of a TypeScript file: static, dynamic, `require`, `export … from` and type imports. */
export function importsOf(file: string): readonly Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName: specifier }) => ({
    from: file,
    specifier,
    to: specifier.startsWith('.') ? resolveFile(file, specifier) : undefined,
  }));
}
