/** Where Grafana runs, in the order of the tabs. */
export const homes = ['server', 'docker', 'ecs', 'helm'] as const;
export type Home = (typeof homes)[number];

/** A place that survives restarts and new versions wherever Grafana's own data does. */
export const suggestedRoot = '/var/lib/grafana/shopscope';

/** What to write where Grafana runs, so that copies have a directory. */
export const lines: Readonly<Record<Home, string>> = {
  server: `[plugin.shopscope-shopify-datasource]
copy_root = ${suggestedRoot}`,
  docker: `services:
  grafana:
    environment:
      GF_PLUGIN_COPY_ROOT: ${suggestedRoot}
    volumes:
      - grafana-data:/var/lib/grafana
volumes:
  grafana-data: {}`,
  ecs: `{
  "containerDefinitions": [
    {
      "name": "grafana",
      "environment": [{ "name": "GF_PLUGIN_COPY_ROOT", "value": "${suggestedRoot}" }],
      "mountPoints": [{ "sourceVolume": "shopscope", "containerPath": "${suggestedRoot}" }]
    }
  ],
  "volumes": [{ "name": "shopscope", "host": { "sourcePath": "/mnt/shopscope" } }]
}`,
  helm: `persistence:
  enabled: true
grafana.ini:
  plugin.shopscope-shopify-datasource:
    copy_root: ${suggestedRoot}`,
};
