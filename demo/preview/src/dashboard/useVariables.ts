import type { TimeRange } from '@grafana/data';
import { getDataSourceSrv, locationService } from '@grafana/runtime';
import { useCallback, useMemo } from 'react';
import { from, lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { text } from '../language';
import { templateSrv } from '../services';
import type { VariableValue } from '../services/formats';
import { useLoaded } from '../shell/useLoaded';
import type { Dashboard, Variable } from './model';

const word = z.union([z.string(), z.number()]).optional();
const answered = z.object({ data: z.array(z.looseObject({ text: word, value: word })) });

/** One value of a variable. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A variable with what can be chosen and what is. */
export interface ChosenVariable {
  readonly variable: Variable;
  readonly options: readonly Choice[];
  readonly value: string;
}

/** Every value at once, as Grafana writes it into the address. */
const allValues = '$__all';

async function optionsOf(variable: Variable, range: TimeRange): Promise<readonly Choice[]> {
  if (variable.type === 'datasource') {
    return getDataSourceSrv()
      .getList({ type: variable.query })
      .map(({ uid, name }) => ({ value: uid, label: name }));
  }
  if (variable.type === 'custom') {
    return variable.options.map(({ text, value }) => ({ value, label: text }));
  }
  if (variable.type === 'textbox') {
    return [];
  }
  const dataSource = await getDataSourceSrv().get(variable.datasource);
  const support: unknown = dataSource.variables;
  const query: unknown = typeof support === 'object' && support !== null ? Reflect.get(support, 'query') : undefined;
  if (typeof query !== 'function') {
    return [];
  }
  const request = { targets: [{ ...Object(variable.query), refId: variable.name }], range, scopedVars: {} };
  const answer: unknown = await lastValueFrom(from(Reflect.apply(query, support, [request])));
  const found = answered.parse(answer).data.map((each) => ({
    value: String(each.value ?? each.text ?? ''),
    label: String(each.text ?? each.value ?? ''),
  }));
  return variable.includeAll ? [{ value: allValues, label: text('variable.all') }, ...found] : found;
}

/** What is chosen: what the address asks for, else the first; of data sources that which stands where the store does. */
function chosenOf(variable: Variable, options: readonly Choice[], wanted: string | null, place: number): Choice {
  const asked = options.find((option) => option.value === wanted);
  const free = wanted !== null && (variable.type === 'textbox' || variable.type === 'query');
  const usual = (variable.type === 'datasource' ? options[place] : undefined) ?? options[0];
  return asked ?? (free ? { value: wanted, label: wanted } : (usual ?? { value: '', label: '' }));
}

function valueOf(variable: Variable, { value, label }: Choice): VariableValue {
  const several = variable.type === 'query' && variable.multi;
  const all = variable.type === 'query' && value === allValues ? { all: variable.allValue ?? '.*' } : {};
  return { value: several ? [value] : value, text: label, ...all };
}

async function choose(
  variables: readonly Variable[],
  range: TimeRange,
  asked: URLSearchParams
): Promise<readonly ChosenVariable[]> {
  const chosen: ChosenVariable[] = [];
  const values = new Map<string, VariableValue>();
  for (const variable of variables) {
    const options = await optionsOf(variable, range);
    const place = Math.max(0, chosen[0]?.options.findIndex(({ value }) => value === chosen[0]?.value) ?? 0);
    const found = chosenOf(variable, options, asked.get(`var-${variable.name}`), place);
    const known = options.includes(found) || variable.type === 'textbox' ? options : [...options, found];
    chosen.push({ variable, options: known, value: found.value });
    values.set(variable.name, valueOf(variable, found));
    // Each variable may stand in the query of those after it.
    templateSrv.setVariables([], values);
  }
  return chosen;
}

/** The dashboard's variables, in order; undefined until all of them have their options. */
export function useVariables(dashboard: Dashboard, range: TimeRange, search: string) {
  const { value: chosen, error } = useLoaded(
    () => choose(dashboard.templating.list, range, new URLSearchParams(search)),
    // Options are asked for once per choice, not with every step of the clock.
    [dashboard, search]
  );
  const set = useCallback(
    (name: string, value: string) => locationService.partial({ [`var-${name}`]: value }, true),
    []
  );
  return useMemo(() => ({ chosen, error, set }), [chosen, error, set]);
}
