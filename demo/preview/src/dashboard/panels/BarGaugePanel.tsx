import { getDisplayValueAlignmentFactors } from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from '@grafana/schema';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';
import { z } from 'zod';
import type { PanelProps } from './PanelBody';
import { displayValues, reduceShape, sizes } from './reduce';

const options = z.object({
  ...reduceShape,
  displayMode: z.enum(BarGaugeDisplayMode).default(BarGaugeDisplayMode.Gradient),
  valueMode: z.enum(BarGaugeValueMode).default(BarGaugeValueMode.Color),
  namePlacement: z.enum(BarGaugeNamePlacement).default(BarGaugeNamePlacement.Auto),
  showUnfilled: z.boolean().default(true),
  minVizHeight: z.number().default(16),
  maxVizHeight: z.number().default(300),
  minVizWidth: z.number().default(8),
});

/** A bar for each value. */
export function BarGaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const chosen = options.parse(props.panel.options);
  const values = displayValues(props, theme, {
    reduceOptions: chosen.reduceOptions,
    sparkline: false,
    percentChange: false,
  });
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width, height, count, orientation, alignmentFactors }) => (
        <BarGauge
          value={count === 1 && value.display.title === undefined ? { ...value.display, title: '' } : value.display}
          field={value.field}
          alignmentFactors={alignmentFactors}
          theme={theme}
          text={sizes(chosen.text)}
          width={width}
          height={height}
          orientation={orientation}
          itemSpacing={8}
          lcdCellWidth={12}
          displayMode={chosen.displayMode}
          valueDisplayMode={chosen.valueMode}
          namePlacement={chosen.namePlacement}
          showUnfilled={chosen.showUnfilled}
        />
      )}
      width={props.width}
      height={props.height}
      source={values}
      renderCounter={0}
      itemSpacing={8}
      minVizHeight={chosen.minVizHeight}
      maxVizHeight={chosen.maxVizHeight}
      minVizWidth={chosen.minVizWidth}
      orientation={chosen.orientation}
    />
  );
}
