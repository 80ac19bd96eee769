import { PluginPage } from '../app/PluginPage';

type Namespace = Readonly<Record<string, unknown>>;

/** The libraries that Grafana shares with plugins, by the names that their bundles ask for. */
export const shared: Readonly<Record<string, () => Promise<Namespace>>> = {
  react: () => import('react'),
  'react-dom': () => import('react-dom'),
  '@emotion/css': () => import('@emotion/css'),
  '@grafana/data': () => import('@grafana/data'),
  // The frame of an app's page is Grafana's own, which its library leaves out.
  '@grafana/runtime': async () => ({ ...(await import('@grafana/runtime')), PluginPage }),
  '@grafana/ui': () => import('@grafana/ui'),
  lodash: () => import('lodash'),
  rxjs: () => import('rxjs'),
  'rxjs/operators': () => import('rxjs/operators'),
};
