import type { Panel } from '@grafana/schema';
import { kpiDimensions, kpiNames } from '../src/query';
import { named } from './parts';
import type { Words } from './words';

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a column of figures is called in the dashboard's language; undefined for columns of another kind. */
function nameOf(column: unknown, words: Words): readonly [column: string, name: string] | undefined {
  const figure = kpiNames.find((each) => each === column);
  if (figure !== undefined) {
    return [figure, words(`kpis:${figure}.name`)];
  }
  const dimension = kpiDimensions.find((each) => each === column);
  return dimension === undefined ? undefined : [dimension, words(`kpis:dimension.${dimension}`)];
}

/** A table of figures with columns in the dashboard's language: the data source names them in its own. */
export function inOwnWords(panel: Panel, words: Words): Panel {
  const columns = (panel.targets ?? []).flatMap(({ queryType, dimensions, metrics }) =>
    queryType === 'metrics' ? [...listed(dimensions), ...listed(metrics)] : []
  );
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const called = new Set(
    overrides.flatMap(({ matcher, properties }) =>
      properties.some(({ id }) => id === 'displayName') ? [matcher.options] : []
    )
  );
  const names = columns.flatMap((column) => {
    const found = called.has(column) ? undefined : nameOf(column, words);
    return found === undefined ? [] : [named(found[0], { displayName: found[1] })];
  });
  return panel.type !== 'table' || names.length === 0
    ? panel
    : { ...panel, fieldConfig: { defaults, overrides: [...overrides, ...names] } };
}
