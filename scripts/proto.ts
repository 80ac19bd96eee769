/** Generates the protocol's codecs from `src/backend/grafana/proto` into `src/backend/grafana/gen`; `--out` names another folder. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bunExecutable } from './bun';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'src/backend/grafana/gen' } } });
const require = createRequire(import.meta.url);
const modules = (name: string) => path.dirname(require.resolve(`${name}/package.json`));

// The generator wants Node 22; Bun runs it whatever Node there is.
const plugin = [bunExecutable(), 'run', path.join(modules('@bufbuild/protoc-gen-es'), 'bin', 'protoc-gen-es')];
const template = {
  version: 'v2',
  plugins: [{ local: plugin, out: values.out, opt: ['target=ts', 'import_extension=none'] }],
};
const config = JSON.stringify({ version: 'v2', modules: [{ path: 'src/backend/grafana/proto' }] });

const buf = path.join(modules('@bufbuild/buf'), 'bin', 'buf');
const run = spawnSync(
  process.execPath,
  [buf, 'generate', 'src/backend/grafana/proto', '--template', JSON.stringify(template), '--config', config],
  {
    stdio: 'inherit',
  }
);
process.exitCode = run.status ?? 1;
