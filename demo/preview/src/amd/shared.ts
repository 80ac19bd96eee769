type Namespace = Readonly<Record<string, unknown>>;

/** The libraries that Grafana shares with plugins, by the names that their bundles ask for. */
export const shared: Readonly<Record<string, () => Promise<Namespace>>> = {
  react: () => import('react'),
  'react-dom': () => import('react-dom'),
  '@emotion/css': () => import('@emotion/css'),
  '@grafana/data': () => import('@grafana/data'),
  '@grafana/runtime': () => import('@grafana/runtime'),
  '@grafana/ui': () => import('@grafana/ui'),
  lodash: () => import('lodash'),
  rxjs: () => import('rxjs'),
  'rxjs/operators': () => import('rxjs/operators'),
};
