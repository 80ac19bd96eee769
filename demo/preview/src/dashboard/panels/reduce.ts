import {
  getFieldDisplayValues,
  VizOrientation,
  type FieldDisplay,
  type GrafanaTheme2,
  type ReduceDataOptions,
} from '@grafana/data';
import { z } from 'zod';
import { templateSrv } from '../../services';
import type { PanelProps } from './PanelBody';

/** Options that stat and bar gauge have in common. */
export const reduceShape = {
  reduceOptions: z
    .object({
      values: z.boolean().default(false),
      calcs: z.array(z.string()).default(['lastNotNull']),
      fields: z.string().default(''),
      limit: z.number().optional(),
    })
    .default({ values: false, calcs: ['lastNotNull'], fields: '' }),
  text: z.object({ titleSize: z.number().optional(), valueSize: z.number().optional() }).default({}),
  orientation: z.enum(VizOrientation).default(VizOrientation.Auto),
};

interface Wanted {
  readonly reduceOptions: z.infer<typeof reduceShape.reduceOptions>;
  readonly sparkline: boolean;
  readonly percentChange: boolean;
}

function reduction({ limit, ...rest }: Wanted['reduceOptions']): ReduceDataOptions {
  return limit === undefined ? rest : { ...rest, limit };
}

/** Sizes without those that are left to the panel. */
export function sizes({ titleSize, valueSize }: z.infer<typeof reduceShape.text>) {
  return { ...(titleSize === undefined ? {} : { titleSize }), ...(valueSize === undefined ? {} : { valueSize }) };
}

/** The values that a panel shows one by one. */
export function displayValues({ panel, series }: PanelProps, theme: GrafanaTheme2, wanted: Wanted): FieldDisplay[] {
  return getFieldDisplayValues({
    data: [...series],
    fieldConfig: panel.fieldConfig,
    reduceOptions: reduction(wanted.reduceOptions),
    replaceVariables: templateSrv.replace.bind(templateSrv),
    sparkline: wanted.sparkline,
    percentChange: wanted.percentChange,
    theme,
    timeZone: 'browser',
  });
}
