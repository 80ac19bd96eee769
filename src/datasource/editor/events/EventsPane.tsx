import { Checkbox, Field, Stack } from '@grafana/ui';
import { eventKinds } from '../../../query';
import { viewerText } from '../../text';
import { LaneField } from '../fields/LaneField';
import { LimitField } from '../fields/LimitField';
import type { PaneProps } from '../pane';

/** What happened in the store, by kind. */
export function EventsPane({ query, choose }: PaneProps<'events'>) {
  const t = viewerText();
  const chosen = query.kinds ?? ['deletions', 'product_changes'];
  return (
    <Stack direction="column" gap={2}>
      <Field noMargin label={t('editor:events.label')} invalid={chosen.length === 0} error={t('editor:events.none')}>
        <Stack direction="row" wrap="wrap" gap={2} role="group" aria-label={t('editor:events.label')}>
          {eventKinds.map((kind) => (
            <Checkbox
              key={kind}
              value={chosen.includes(kind)}
              label={t(`query-words:events.${kind}`)}
              description={t(`editor:events.${kind}.text`)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                choose({ kinds: eventKinds.filter((one) => (one === kind ? on : chosen.includes(one))) });
              }}
            />
          ))}
        </Stack>
      </Field>
      <Stack direction="row" wrap="wrap" gap={2}>
        <LaneField value={query.lane} onChoose={(lane) => choose({ lane })} />
        <LimitField value={query.limit ?? 500} maximum={5_000} onChoose={(limit) => choose({ limit })} />
      </Stack>
    </Stack>
  );
}
