import type { DataFrame, TimeRange } from '@grafana/data';
import type { ComponentType } from 'react';
import { text } from '../../language';
import { Message } from '../../shell/Message';
import type { Panel } from '../model';
import { BarGaugePanel } from './BarGaugePanel';
import { LogsPanel } from './LogsPanel';
import { StatPanel } from './StatPanel';
import { TablePanel } from './TablePanel';
import { TextPanel } from './TextPanel';
import { TimeSeriesPanel } from './TimeSeriesPanel';

/** What every kind of panel is given. */
export interface PanelProps {
  readonly panel: Panel;
  /** Frames with the panel's field configuration applied. */
  readonly series: readonly DataFrame[];
  readonly range: TimeRange;
  readonly width: number;
  readonly height: number;
}

const kinds: Readonly<Record<string, ComponentType<PanelProps>>> = {
  timeseries: TimeSeriesPanel,
  stat: StatPanel,
  bargauge: BarGaugePanel,
  table: TablePanel,
  text: TextPanel,
  logs: LogsPanel,
};

/** Draws a panel by its type. */
export function PanelBody({ waiting, ...props }: PanelProps & { readonly waiting: boolean }) {
  const { panel, series } = props;
  const Kind = kinds[panel.type];
  if (Kind === undefined) {
    return <Message title={text('panel.unknown', { type: panel.type })} />;
  }
  if (panel.type !== 'text' && !series.some(({ length }) => length > 0)) {
    return <Message title={waiting ? text('loading') : (panel.fieldConfig.defaults.noValue ?? text('panel.noData'))} />;
  }
  return <Kind {...props} />;
}
