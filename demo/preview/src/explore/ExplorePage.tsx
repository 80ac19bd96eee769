import { dateTime, type RawTimeRange } from '@grafana/data';
import { useEffect, useMemo } from 'react';
import { PanelFrame } from '../dashboard/PanelFrame';
import { TimeControls } from '../dashboard/TimeControls';
import { useClock } from '../dashboard/useClock';
import type { Panel } from '../dashboard/model';
import { text } from '../language';
import { templateSrv } from '../services';
import { useSearch } from '../shell/location';
import { Message } from '../shell/Message';
import { useWidth } from '../shell/useSize';
import { paneOf, type Pane } from './pane';

const raw = (time: string) => (/^\d+$/.test(time) ? dateTime(Number(time)) : time);

/** Log lines that a link leads to, where Grafana has its Explore. */
export function ExplorePage() {
  const [panes] = useSearch('panes');
  const found = useMemo(() => paneOf(panes), [panes]);
  useEffect(() => {
    document.title = `${text('explore.title')} – ${text('title')}`;
  }, []);
  return found === undefined ? <Message title={text('explore.nothing')} /> : <Lines pane={found} />;
}

function Lines({ pane: { datasource, queries, range } }: { readonly pane: Pane }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const initial: RawTimeRange = { from: raw(range.from), to: raw(range.to) };
  const clock = useClock(initial, '');
  templateSrv.setVariables([], new Map());
  templateSrv.updateTimeRange(clock.range);
  const panel = useMemo<Panel>(
    () => ({
      id: 1,
      type: 'logs',
      title: queries.map(({ expr }) => expr).join(' · '),
      description: '',
      transparent: false,
      gridPos: { x: 0, y: 0, w: 24, h: 16 },
      datasource: { type: 'loki', uid: datasource },
      targets: queries,
      transformations: [],
      fieldConfig: { defaults: {}, overrides: [] },
      options: {},
    }),
    [datasource, queries]
  );
  return (
    <div ref={ref} data-panel-id={1}>
      <TimeControls clock={clock} />
      {width > 0 && (
        <PanelFrame
          panel={panel}
          dashboardUid="explore"
          range={clock.range}
          turn={String(clock.turn)}
          width={width}
          height={640}
        />
      )}
    </div>
  );
}
