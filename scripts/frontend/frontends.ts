/** A plugin's frontend: where it lies in `src`, where it goes in `dist`, and what is copied beside its `module.js`. */
export interface Frontend {
  readonly id: string;
  readonly source: string;
  readonly entry: string;
  readonly output: string;
  /** Areas of the catalogues that its screens use. */
  readonly areas: readonly string[];
  /** Whether README, CHANGELOG and LICENSE lie beside it. */
  readonly documents: boolean;
  /** Paths below `output` that a build leaves alone. */
  readonly keep: readonly RegExp[];
}

/** The app, which the data source is nested in. */
export const appId = 'shopscope-observability-app';

/**
 * Two builds, because Grafana serves a nested plugin from its own directory only: chunks that lay beside the app's
 * `module.js` would be out of the data source's reach.
 */
export const frontends: readonly Frontend[] = [
  {
    id: appId,
    source: 'src',
    entry: 'src/module.tsx',
    output: 'dist',
    areas: ['app', 'app-alerts', 'app-incidents', 'app-order', 'data'],
    documents: true,
    keep: [/^datasource[\\/]/],
  },
  {
    id: 'shopscope-shopify-datasource',
    source: 'src/datasource',
    entry: 'src/datasource/module.ts',
    output: 'dist/datasource',
    areas: ['config', 'editor', 'kpis', 'query-words'],
    documents: false,
    keep: [/^gpx_/],
  },
];

/** What Grafana 12.2 and later share with plugins and we take from it; everything else is bundled. */
export const sharedByGrafana = [
  '@emotion/css',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'react',
  'react-dom',
  'rxjs',
] as const;
