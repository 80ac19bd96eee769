import { spawn } from 'node:child_process';
import path from 'node:path';
import { executableName, hostTarget } from '../../scripts/backend-targets';
import { isStale, type Artifact } from './newest';

/** Top of the repository. */
export const root = path.resolve(import.meta.dirname, '..', '..');

const target = hostTarget();
if (target === undefined) {
  throw new Error(`Shopscope has no backend for ${process.platform}-${process.arch}.`);
}

/** The compiled backend for this machine. */
export const executable = path.join(root, 'dist', 'datasource', executableName('gpx_shopscope', target));

interface Step extends Artifact {
  readonly name: 'frontend' | 'backend' | 'page';
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const notSource = ['**/node_modules/**', '**/*.test.{ts,tsx}', '**/dist/**', '**/dist-react18/**'];
const shared = ['package-lock.json', 'src/query/**', 'src/locales/**'];
const vite = path.join('node_modules', 'vite', 'bin', 'vite.js');

function steps(react18: boolean): readonly Step[] {
  return [
    {
      name: 'frontend',
      sources: [...shared, 'src/*', 'src/{app,datasource,shims,dashboards}/**', '.config/**', 'webpack.config.ts'],
      ignore: notSource,
      outputs: ['dist/module.js', 'dist/datasource/module.js', 'dist/datasource/plugin.json'],
      command: ['npm', 'run', '--silent', 'build:frontend'],
    },
    {
      name: 'backend',
      sources: [...shared, 'src/backend/**', 'scripts/*.ts'],
      ignore: notSource,
      outputs: [path.relative(root, executable).split(path.sep).join('/')],
      command: ['npm', 'run', '--silent', 'build:backend'],
    },
    {
      name: 'page',
      sources: ['package-lock.json', 'demo/preview/**'],
      ignore: notSource,
      outputs: [`demo/preview/${react18 ? 'dist-react18' : 'dist'}/index.html`],
      command: [process.execPath, vite, 'build', 'demo/preview'],
      env: react18 ? { PREVIEW_REACT: '18' } : {},
    },
  ];
}

function execute({ command, env }: Step): Promise<void> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', ...env },
      shell: program === 'npm' && process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    const kill = () => child.kill();
    process.once('exit', kill);
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (status) => {
      process.removeListener('exit', kill);
      if (status === 0) {
        resolve();
      } else {
        reject(new Error(`${command.join(' ')} ended with status ${status ?? 'unknown'}:\n${output.join('')}`));
      }
    });
  });
}

export interface BuildOptions {
  /** Whether the page is wanted too; figures alone need none. */
  readonly page: boolean;
  readonly react18: boolean;
  /** Told of each step that was needed, when it is done. */
  readonly onBuilt: (name: Step['name'], seconds: number) => void;
}

/** Builds whatever is missing or older than its sources. */
export async function buildWhatIsMissing({ page, react18, onBuilt }: BuildOptions): Promise<void> {
  const needed = steps(react18).filter((step) => (page || step.name === 'backend') && isStale(step, root));
  // The frontend's build empties dist/ but for executables, so it must not run while one is written.
  for (const step of needed) {
    const started = performance.now();
    await execute(step);
    onBuilt(step.name, (performance.now() - started) / 1000);
  }
}
