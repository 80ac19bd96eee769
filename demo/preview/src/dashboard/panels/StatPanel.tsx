import { getDisplayValueAlignmentFactors } from '@grafana/data';
import { PercentChangeColorMode } from '@grafana/schema';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';
import { z } from 'zod';
import type { PanelProps } from './PanelBody';
import { displayValues, reduceShape, sizes } from './reduce';

const options = z.object({
  ...reduceShape,
  colorMode: z.enum(BigValueColorMode).default(BigValueColorMode.Value),
  graphMode: z.enum(BigValueGraphMode).default(BigValueGraphMode.Area),
  justifyMode: z.enum(BigValueJustifyMode).default(BigValueJustifyMode.Auto),
  textMode: z.enum(BigValueTextMode).default(BigValueTextMode.Auto),
  showPercentChange: z.boolean().default(false),
  percentChangeColorMode: z.enum(PercentChangeColorMode).default(PercentChangeColorMode.Standard),
});

/** Big figures. */
export function StatPanel(props: PanelProps) {
  const theme = useTheme2();
  const chosen = options.parse(props.panel.options);
  const { colorMode, graphMode, justifyMode, textMode, showPercentChange, percentChangeColorMode } = chosen;
  const values = displayValues(props, theme, {
    reduceOptions: chosen.reduceOptions,
    sparkline: graphMode !== BigValueGraphMode.None,
    percentChange: showPercentChange,
  });
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width, height, count, alignmentFactors }) => (
        <BigValue
          value={value.display}
          {...(value.sparkline ? { sparkline: value.sparkline } : {})}
          alignmentFactors={alignmentFactors}
          theme={theme}
          text={sizes(chosen.text)}
          width={width}
          height={height}
          colorMode={colorMode}
          graphMode={graphMode}
          justifyMode={justifyMode}
          textMode={textMode === BigValueTextMode.Auto && count === 1 ? BigValueTextMode.Value : textMode}
          percentChangeColorMode={percentChangeColorMode}
        />
      )}
      width={props.width}
      height={props.height}
      source={values}
      renderCounter={0}
      itemSpacing={3}
      autoGrid
      orientation={chosen.orientation}
    />
  );
}
