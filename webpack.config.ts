import type { Configuration } from 'webpack';
import scaffold, { type Env } from './.config/webpack/webpack.config';
import { frontends } from './scripts/frontend/frontends';
import { frontendConfig } from './scripts/frontend/webpack';

/** One configuration a frontend: the scaffold's, with what `frontendConfig` says instead. */
export default function configurations(env: Env): Promise<Configuration[]> {
  return Promise.all(frontends.map(async (frontend) => frontendConfig(await scaffold(env), frontend)));
}
