import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const react18 = process.env['PREVIEW_REACT'] === '18';
/** React 19 with Grafana 13.2 is installed here, React 18 with Grafana 12.2 at the top of the repository. */
const home = path.join(react18 ? path.resolve(here, '..', '..') : here, 'package.json');
const i18nHome = createRequire(home).resolve('@grafana/i18n/package.json');

const shared = /^(react|react-dom|@emotion\/css|@grafana\/(data|ui|runtime|schema|i18n))(\/|$)/;

/** Gives every package the same copy of what Grafana shares, whichever copy npm put nearest to it. */
function oneCopy(): Plugin {
  return {
    name: 'one-copy',
    enforce: 'pre',
    resolveId(source) {
      const from = shared.test(source) ? home : source === 'i18next' ? i18nHome : undefined;
      return from === undefined ? null : this.resolve(source, from, { skipSelf: true });
    },
  };
}

const grafanaModule = /@grafana[\\/][^?]+\.mjs$/;
const readAsPlain = '.plain.js';

/**
 * Reads Grafana's `.mjs` files as plain modules. Bundlers give `.mjs` files Node's view of CommonJS packages, in which
 * a package's default export is the whole package; Grafana's own build takes what the package calls its default.
 */
function plainInterop(): Plugin {
  return {
    name: 'plain-interop',
    enforce: 'pre',
    async resolveId(source, importer) {
      const found = await this.resolve(source, importer?.replace(readAsPlain, ''), { skipSelf: true });
      return found && grafanaModule.test(found.id) ? { ...found, id: found.id + readAsPlain } : found;
    },
    load(id) {
      return id.endsWith(readAsPlain) ? readFile(id.slice(0, -readAsPlain.length), 'utf8') : null;
    },
  };
}

export default defineConfig({
  root: here,
  base: '/',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
  plugins: [plainInterop(), oneCopy()],
  build: {
    rolldownOptions: {
      onLog(level, log, pass) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') {
          pass(level, log);
        }
      },
    },
    outDir: react18 ? 'dist-react18' : 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 20_000,
    reportCompressedSize: false,
    modulePreload: false,
    sourcemap: false,
  },
  worker: { format: 'es' },
  logLevel: 'warn',
});
