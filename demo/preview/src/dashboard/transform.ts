import { standardTransformers, transformDataFrame, type CustomTransformOperator, type DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import type { Panel } from './model';

const { filterFieldsByNameTransformer: filter } = standardTransformers;

/** Applies the transformation that bundled dashboards use, columns by name; others are passed over. */
export function transform({ transformations }: Panel, frames: DataFrame[]): Promise<DataFrame[]> {
  const operators = transformations.flatMap(({ id, options }): CustomTransformOperator[] => {
    return id === filter.id ? [(context) => filter.operator(options, context)] : [];
  });
  return lastValueFrom(transformDataFrame(operators, frames));
}
