/** Values of a dashboard's variables, put into LogQL as Grafana does. */
import { z } from 'zod';

const variable = z.looseObject({
  name: z.string(),
  type: z.string(),
  allValue: z.string().nullish(),
  multi: z.boolean().default(false),
  current: z.looseObject({ value: z.union([z.string(), z.array(z.string())]) }).optional(),
  options: z.array(z.looseObject({ value: z.string() })).default([]),
});
type Variable = z.output<typeof variable>;

const dashboard = z.looseObject({ templating: z.looseObject({ list: z.array(variable) }).optional() });

/** A value is taken as it stands; a list is names, of which none is a pattern. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

const asOpened = ({ current, allValue }: Variable): string | readonly string[] => {
  const value = current?.value ?? '';
  return value === '$__all' || value[0] === '$__all' ? (allValue ?? '.+') : value;
};

const asChosen = ({ type, multi, options }: Variable): string | readonly string[] =>
  type === 'custom'
    ? (options.at(-1)?.value ?? '')
    : multi
      ? ['checkout-api', 'payments.gateway (eu)']
      : 'timed out: 10 s';

/** What a dashboard's variables are when it is opened, and when a person has chosen something in each of them. */
export function choicesOf(file: unknown): readonly Values[] {
  const variables = dashboard.parse(file).templating?.list ?? [];
  return [asOpened, asChosen].map((pick) => Object.fromEntries(variables.map((each) => [each.name, pick(each)])));
}

/** Grafana's Loki data source masks patterns twice: once for the pattern, once for the string it stands in. */
const masked = (name: string) =>
  name.replaceAll('\\', String.raw`\\\\`).replaceAll(/[$^*{}[\]'+?.()|]/g, String.raw`\\$&`);

/** LogQL with variables filled in. Throws where one is unknown. */
export function filled(text: string, values: Values): string {
  return text
    .replaceAll(/\$__(?:auto|interval|range)\b/g, '5m')
    .replaceAll(/\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g, (all, braced?: string, bare?: string) => {
      const value = values[braced ?? bare ?? ''];
      if (value === undefined) {
        throw new Error(`${all} in “${text}” is no variable`);
      }
      return typeof value === 'string' ? value : value.map(masked).join('|');
    });
}
