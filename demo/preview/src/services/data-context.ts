import { getFieldDisplayValuesProxy, type DataFrame, type ScopedVars } from '@grafana/data';
import { get } from 'lodash';
import { z } from 'zod';

const rowContext = z.object({
  value: z.object({
    frame: z.custom<DataFrame>((value) => typeof value === 'object' && value !== null),
    rowIndex: z.number(),
  }),
});

const shown = z.object({ text: z.string(), prefix: z.string().optional(), suffix: z.string().optional() });

/** The value of `${__data.fields.<name>}` in the row that a link belongs to; undefined outside of one. */
export function dataValue(path: string, { __dataContext }: ScopedVars): string | undefined {
  const context = rowContext.safeParse(__dataContext);
  if (!context.success) {
    return undefined;
  }
  const { frame, rowIndex } = context.data.value;
  const fields = getFieldDisplayValuesProxy({ frame, rowIndex, timeZone: 'browser' });
  const value: unknown = get({ fields }, path);
  const display = shown.safeParse(value);
  if (display.success) {
    const { prefix = '', text, suffix = '' } = display.data;
    return `${prefix}${text}${suffix}`;
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
