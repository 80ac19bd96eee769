import type { TimeRange } from '@grafana/data';
import { getDataSourceSrv, locationService } from '@grafana/runtime';
import { useCallback, useMemo } from 'react';
import { from, lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { templateSrv } from '../services';
import type { VariableValue } from '../services/template-srv';
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

async function optionsOf(variable: Variable, range: TimeRange): Promise<readonly Choice[]> {
  if (variable.type === 'datasource') {
    return getDataSourceSrv()
      .getList({ type: variable.query })
      .map(({ uid, name }) => ({ value: uid, label: name }));
  }
  const dataSource = await getDataSourceSrv().get(variable.datasource);
  const support: unknown = dataSource.variables;
  const query: unknown = typeof support === 'object' && support !== null ? Reflect.get(support, 'query') : undefined;
  if (typeof query !== 'function') {
    return [];
  }
  const request = { targets: [{ ...Object(variable.query), refId: variable.name }], range, scopedVars: {} };
  const answer: unknown = await lastValueFrom(from(Reflect.apply(query, support, [request])));
  return answered
    .parse(answer)
    .data.map(({ text, value }) => ({ value: String(value ?? text ?? ''), label: String(text ?? value ?? '') }));
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
    const wanted = asked.get(`var-${variable.name}`);
    const found = options.find((option) => option.value === wanted) ?? options[0];
    chosen.push({ variable, options, value: found?.value ?? '' });
    values.set(variable.name, { value: found?.value ?? '', text: found?.label ?? '' });
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
