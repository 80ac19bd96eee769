/** Compiles the backend: for this machine, with `--all` for every platform, or `--entry file --out file` for another entry. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { executableName, hostTarget, targets } from './backend-targets';
import { compileBackend } from './compile-backend';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    entry: { type: 'string', default: 'src/backend/main.ts' },
    out: { type: 'string' },
  },
});

const host = hostTarget();
if (values.out !== undefined) {
  compileBackend({ entry: values.entry, outfile: values.out });
  console.log(`Compiled ${values.out}`);
} else {
  if (host === undefined && !values.all) {
    throw new Error(`Shopscope has no backend for ${process.platform}-${process.arch}.`);
  }
  for (const target of values.all ? targets : targets.filter((each) => each === host)) {
    const outfile = path.join('dist', 'datasource', executableName('gpx_shopscope', target));
    const started = performance.now();
    compileBackend({ entry: values.entry, outfile, ...(values.all ? { target: target.bun } : {}) });
    console.log(`Compiled ${outfile} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}
