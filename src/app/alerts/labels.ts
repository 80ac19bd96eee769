const name = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Those that the rules have for routing, and those that Grafana sets itself. */
const taken: readonly string[] = ['severity', 'audience', 'product', 'data_source', 'alertname', 'grafana_folder'];

/** Labels as they are typed, `team=shop, region=kr`; or the first of them that can't be one. */
export function labelsOf(
  text: string
): { readonly labels: Readonly<Record<string, string>> } | { readonly wrong: string } {
  const typed = text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const pairs = typed.map((each) => {
    const [, label = '', value = ''] = /^([^=]*)=(.*)$/.exec(each) ?? [];
    return [label.trim(), value.trim()] as const;
  });
  const wrong = typed.find((_, at) => {
    const [label = '', value = ''] = pairs[at] ?? [];
    return !name.test(label) || value === '' || taken.includes(label);
  });
  return wrong === undefined ? { labels: Object.fromEntries(pairs) } : { wrong };
}
