import path from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { copied, type BuildMode } from './copied';
import { appId, sharedByGrafana, type Frontend } from './frontends';

const jsxRuntime = path.resolve('src/shims/jsx-runtime.ts');

/** Plugins of the scaffold that know one plugin.json only; `copied` and `src/shims/public-path.ts` do their work. */
const replaced = new Set([
  'BannerPlugin',
  'BuildModeWebpackPlugin',
  'CopyPlugin',
  'ReplaceInFilePlugin',
  'VirtualModulesPlugin',
]);

function kept(plugins: Configuration['plugins']): NonNullable<Configuration['plugins']> {
  return (plugins ?? []).filter(
    (plugin) => typeof plugin === 'object' && plugin !== null && !replaced.has(plugin.constructor.name)
  );
}

/** The scaffold's configuration, turned to one frontend of ours. Give each frontend a base of its own. */
export function frontendConfig(base: Configuration, frontend: Frontend): Configuration {
  const mode: BuildMode = base.mode === 'production' ? 'production' : 'development';
  return {
    ...base,
    name: frontend.id,
    cache: { type: 'filesystem', buildDependencies: { config: [import.meta.filename, `${path.resolve('.config')}/`] } },
    // One context for all, so that source maps name files from `src` on, as Grafana's validator looks for them.
    context: path.resolve('src'),
    entry: { module: [path.resolve('src/shims/public-path.ts'), path.resolve(frontend.entry)] },
    externals: [{ 'amd-module': 'module' }, ...sharedByGrafana],
    module: {
      rules: [
        {
          test: /\.[tj]sx?$/,
          exclude: /node_modules/,
          loader: 'swc-loader',
          options: {
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
            },
          },
        },
        { test: /\.css$/, use: ['style-loader', 'css-loader'] },
        { test: /\.(png|jpe?g|gif|svg|woff2?)$/, type: 'asset/resource' },
      ],
    },
    output: {
      ...base.output,
      path: path.resolve(frontend.output),
      publicPath: `public/plugins/${frontend.id}/`,
      uniqueName: frontend.id,
      devtoolNamespace: appId,
      clean: { keep: (file) => frontend.keep.some((pattern) => pattern.test(file)) },
    },
    resolve: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      alias: { 'react/jsx-runtime$': jsxRuntime, 'react/jsx-dev-runtime$': jsxRuntime },
    },
    plugins: [...kept(base.plugins), new CopyWebpackPlugin({ patterns: copied(frontend, mode) })],
  };
}
