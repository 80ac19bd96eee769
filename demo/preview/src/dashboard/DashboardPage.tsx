import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { text } from '../language';
import { templateSrv } from '../services';
import { usePath, useSearchString } from '../shell/location';
import { Message } from '../shell/Message';
import { Grid, type Drawn } from './Grid';
import { LinkBar } from './LinkBar';
import type { Dashboard } from './model';
import { PanelFrame } from './PanelFrame';
import { Row } from './Row';
import { MarksContext } from './panels/Marks';
import { TimeControls } from './TimeControls';
import { useAnnotations } from './useAnnotations';
import { rangeOf, useClock } from './useClock';
import { useVariables } from './useVariables';
import { VariableBar } from './VariableBar';

/** A dashboard: its variables, its time range, its panels. */
export function DashboardPage({ dashboard }: { readonly dashboard: Dashboard }) {
  const styles = useStyles2(getStyles);
  const path = usePath();
  const search = useSearchString();
  const clock = useClock(rangeOf(search) ?? dashboard.time, dashboard.refresh);
  const { chosen, error, set } = useVariables(dashboard, clock.range, search);
  templateSrv.updateTimeRange(clock.range);
  useEffect(() => {
    document.title = `${dashboard.title} – ${text('title')}`;
    if (path === '/') {
      locationService.replace(`/d/${dashboard.uid}${location.search}`);
    }
  }, [dashboard, path]);
  const turn = `${clock.turn} ${chosen?.map(({ value }) => value).join(' ') ?? ''}`;
  const marks = useAnnotations(dashboard.annotations.list, clock.range, chosen && turn);
  const drawn: Drawn = (panel, size) => (
    <PanelFrame panel={panel} dashboardUid={dashboard.uid} range={clock.range} turn={turn} {...size} />
  );
  return (
    <>
      <h1 className={styles.heard}>{dashboard.title}</h1>
      <div className={styles.toolbar}>
        <VariableBar chosen={chosen ?? []} onChange={set} />
        <div className={styles.time}>
          <LinkBar links={dashboard.links} chosen={chosen ?? []} />
          <TimeControls clock={clock} />
        </div>
      </div>
      {error !== undefined && <Message title={text('failed.title')} detail={error} />}
      {chosen && (
        <MarksContext.Provider value={marks ?? []}>
          <Grid panels={dashboard.panels.filter(({ type }) => type !== 'row')}>{drawn}</Grid>
          {dashboard.panels
            .filter(({ type }) => type === 'row')
            .map((row) => (
              <Row key={row.id} row={row}>
                {drawn}
              </Row>
            ))}
        </MarksContext.Provider>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The top bar shows which dashboard it is; who hears the page is told by a heading.
  heard: css({ position: 'absolute', width: 1, height: 1, margin: 0, overflow: 'hidden', clipPath: 'inset(50%)' }),
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  }),
  time: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
});
