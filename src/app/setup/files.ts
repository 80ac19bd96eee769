import type { SavedSettings } from './settings';

/** Grafana fills in variables of the environment where a file has `$`. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('$', '$$$$');
  }
  if (Array.isArray(value)) {
    return value.map(escaped);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, escaped(each)]))
    : value;
}

/** Name of the environment's variable for a secret: `lokiPassword.seoul` → `SHOPSCOPE_LOKI_PASSWORD_SEOUL`. */
export function variableOf(secret: string): string {
  const words = secret.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z0-9]+/g, '_');
  return `SHOPSCOPE_${words.toUpperCase()}`;
}

/** A saved data source as a file for Grafana's `provisioning/datasources`; of secrets only where Grafana finds them. */
export async function dataSourceFile(saved: SavedSettings): Promise<string> {
  const { stringify } = await import('yaml');
  const { name, uid, type, jsonData, secureJsonFields } = saved;
  const kept = Object.keys(secureJsonFields).filter((secret) => secureJsonFields[secret] === true);
  const source = {
    name: escaped(name),
    uid,
    type,
    access: 'proxy',
    jsonData: escaped(jsonData),
    secureJsonData: Object.fromEntries(kept.map((secret) => [secret, `\${${variableOf(secret)}}`])),
  };
  return stringify({ apiVersion: 1, datasources: [source] }, { lineWidth: 0, singleQuote: true });
}

/** The app as a file for Grafana's `provisioning/plugins`. */
export async function appFile(): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify({ apiVersion: 1, apps: [{ type: 'shopscope-observability-app', org_id: 1, disabled: false }] });
}
