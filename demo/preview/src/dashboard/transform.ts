import { standardTransformers, transformDataFrame, type CustomTransformOperator, type DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import type { Panel } from './model';

const known = [standardTransformers.filterFieldsByNameTransformer, standardTransformers.organizeFieldsTransformer];

/** Applies those of Grafana's transformations that bundled dashboards use; others are passed over. */
export function transform({ transformations }: Panel, frames: DataFrame[]): Promise<DataFrame[]> {
  const operators = transformations.flatMap(({ id, options }): CustomTransformOperator[] => {
    const transformer = known.find((each) => each.id === id);
    return transformer === undefined ? [] : [(context) => transformer.operator(options, context)];
  });
  return lastValueFrom(transformDataFrame(operators, frames));
}
