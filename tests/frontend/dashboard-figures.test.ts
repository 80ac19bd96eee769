import { createTheme, FieldType, getDisplayProcessor, type FieldConfig } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dashboards } from '../../dashboards/all';

describe('figures that are not there yet', () => {
  const theme = createTheme();
  const defaults = z.object({ defaults: z.custom<FieldConfig>() });

  /** What Grafana's own code writes for a value of a panel's columns. */
  function shown(name: string, panelTitle: string, column: string, value: number | null) {
    const found = dashboards.get(name)?.panels?.find(({ title }) => title === panelTitle) ?? expect.fail(panelTitle);
    const config = defaults.parse(Reflect.get(found, 'fieldConfig')).defaults;
    const field = { name: column, type: FieldType.number, config, values: [value] };
    const { text, color } = getDisplayProcessor({ field, theme })(value);
    return { text, color };
  }

  const plain = theme.visualization.getColorByName('text');
  const red = theme.visualization.getColorByName('red');

  it.each([
    ['store-today.json', 'API budget', 'not asked yet'],
    ['store-today.ko.json', 'API 사용 한도', '아직 요청 없음'],
  ])('are told in words and no alarming colour in %s', (name, title, text) => {
    expect(shown(name, title, 'shopifyql_available', null)).toEqual({ text, color: plain });
    expect(shown(name, title, 'shopifyql_available', 0)).toEqual({ text: '0', color: red });
    expect(shown(name, title, 'graphql_available', 1000)).toEqual({ text: '1,000', color: plain });
  });

  it('are a dash where nothing was sold', () => {
    expect(shown('store-today.json', 'Total sales', 'total_sales', null).text).toBe('–');
  });
});
