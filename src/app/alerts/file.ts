import { groupFor, ruleFor, type Choices, type ShippedRule } from './shipped';

/** Grafana fills in variables of the environment where a file has `$` in these texts. */
const escaped = (text: string) => text.replaceAll('$', '$$$$');

/** Rules of a store as a file for Grafana's `provisioning/alerting`. */
export async function provisioningFile(
  rules: readonly ShippedRule[],
  store: { readonly uid: string; readonly name: string },
  choices: Choices,
  folder: string
): Promise<string> {
  const { stringify } = await import('yaml');
  const names = [...new Set(rules.map((rule) => groupFor(rule, store.uid)))];
  const groups = names.map((name) => ({
    orgId: 1,
    name,
    folder: escaped(folder),
    interval: '1m',
    rules: rules
      .filter((rule) => groupFor(rule, store.uid) === name)
      .map((shipped) => {
        const { title, labels, notification_settings: settings, ...rest } = ruleFor(shipped, store, choices);
        return {
          ...rest,
          title: escaped(title),
          labels: Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, escaped(value)])),
          ...(settings === undefined
            ? {}
            : { notification_settings: { ...settings, receiver: escaped(settings.receiver) } }),
        };
      }),
  }));
  return stringify({ apiVersion: 1, groups }, { lineWidth: 0, singleQuote: true });
}
