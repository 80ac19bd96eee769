import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { z } from 'zod';

const manifest = z.object({ name: z.string(), version: z.string() });

/** CommonJS packages: their names have to be listed for ES modules to import them. */
const commonJs = [
  'react',
  'react-dom',
  'react-dom/client',
  'react-dom/test-utils',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
];
const modules = [
  '@emotion/css',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/schema',
  '@grafana/ui',
  '@testing-library/react',
  '@testing-library/user-event',
  'graphql',
  'graphql-language-service',
  'rxjs',
];

/** Packages of which only one copy may be there, whoever imports them. */
const single = /^(react|react-dom|@grafana\/(data|ui|runtime|schema|i18n))(\/.*)?$/;

const fileOf = (specifier: string) => specifier.replaceAll('/', '_').replace('@', '');

function stub(specifier: string, require: NodeJS.Require): string {
  if (!commonJs.includes(specifier)) {
    return `export * from '${specifier}';`;
  }
  const names = Object.keys(z.record(z.string(), z.unknown()).parse({ ...require(specifier) }));
  const exported = names.filter((name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
  return `import all from '${specifier}';\nexport default all;\nexport const { ${exported.join(', ')} } = all;`;
}

/** Resolves the single packages from one folder, so that React 19 isn't joined by the React 18 of a hoisted library. */
function from(folder: string): Plugin {
  return {
    name: 'one-copy',
    setup: (builder) => {
      builder.onResolve({ filter: single }, ({ path: specifier, kind, pluginData }) =>
        pluginData === 'settled'
          ? undefined
          : builder.resolve(specifier, { resolveDir: folder, kind, pluginData: 'settled' })
      );
    },
  };
}

/**
 * Bundles Grafana's libraries with the React of `folder` (a workspace) into ES modules that Node can load as they are:
 * in their packages they import styles and files without an ending. Kept until a version changes.
 * Gives the aliases for vitest.
 */
export async function libraries(folder: string): Promise<Record<string, string>> {
  const root = path.resolve(folder);
  const require = createRequire(path.join(root, 'package.json'));
  const versions = [...commonJs.slice(0, 2), ...modules].map((name) => {
    const paths = require.resolve.paths(name) ?? [];
    const file = paths.map((place) => path.join(place, name, 'package.json')).find(existsSync);
    return file === undefined ? name : `${name}@${manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).version}`;
  });
  const outdir = path.resolve(
    'node_modules/.cache/shopscope-test-libraries',
    fileOf(path.relative('.', root)) || 'root'
  );
  const stamp = path.join(outdir, 'versions.txt');
  const names = [
    ...commonJs.filter((name) => name !== 'react-dom/test-utils' || canResolve(require, name)),
    ...modules,
  ];
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== versions.join('\n')) {
    mkdirSync(path.join(outdir, 'entries'), { recursive: true });
    const entries = names.map((name) => {
      const file = path.join(outdir, 'entries', `${fileOf(name)}.mjs`);
      writeFileSync(file, stub(name, require));
      return file;
    });
    await build({
      entryPoints: entries,
      outdir,
      entryNames: '[name]',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      target: 'node20',
      loader: { '.css': 'empty', '.svg': 'dataurl', '.png': 'dataurl' },
      define: { 'process.env.NODE_ENV': '"test"', global: 'globalThis' },
      plugins: [from(root)],
      logLevel: 'error',
    });
    writeFileSync(stamp, versions.join('\n'));
  }
  return Object.fromEntries(names.map((name) => [name, path.join(outdir, `${fileOf(name)}.mjs`)]));
}

function canResolve(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
