import { lazy } from 'react';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import { viewerText } from '../text';

const OneIncident = lazy(() => import('./OneIncident'));
const TimeRange = lazy(() => import('./TimeRange'));

/** What the address has in place of an incident's id where it names a stretch of time (`?from=&to=`). */
const atRange = 'at';

/** One incident, or what happened in a stretch of time. */
export function IncidentPage({ id }: { readonly id: string }) {
  const t = viewerText();
  const isRange = id === atRange;
  return (
    <StorePage
      title={t(isRange ? 'app-incidents:range.title' : 'app-incidents:one.title')}
      subTitle={t(isRange ? 'app-incidents:range.subtitle' : 'app-incidents:one.subtitle')}
      parent={{ text: t('app-incidents:title'), url: menuPath('incidents') }}
    >
      {(store) =>
        isRange ? (
          <TimeRange key={store.uid} store={store} />
        ) : (
          <OneIncident key={`${store.uid} ${id}`} store={store} id={id} />
        )
      }
    </StorePage>
  );
}
