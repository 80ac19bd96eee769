import { Alert, Badge, Stack, Text, type BadgeColor } from '@grafana/ui';
import type { CopyState } from '../../../query/resources';
import { places } from '../../places';
import { viewerText } from '../../text';
import { ago, moment } from '../format';
import { AdminButton } from './AdminButton';
import { Heartbeat } from './Heartbeat';
import type { PartProps } from './parts';

const colors: Readonly<Record<CopyState, BadgeColor>> = {
  off: 'darkgrey',
  starting: 'blue',
  backfill: 'blue',
  current: 'green',
  asleep: 'orange',
  failed: 'red',
};

/** Until when every entity that can be read is in the copy: the oldest of them. */
function freshAt({ entities }: PartProps['copy']): number | undefined {
  const known = entities.flatMap((entity) => (entity.state === 'current' && entity.freshAt ? [entity.freshAt] : []));
  return known.length === 0 ? undefined : Math.min(...known);
}

function Line({ copy, now }: Pick<PartProps, 'copy' | 'now'>) {
  const t = viewerText();
  const fresh = copy.state === 'current' || copy.state === 'asleep' ? freshAt(copy) : undefined;
  const state = copy.paused ? 'paused' : copy.state;
  return (
    <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
      <Badge color={copy.paused ? 'orange' : colors[copy.state]} text={t(`data:state.${state}`)} />
      <Text>{t(`data:state.${state}.text`)}</Text>
      {fresh !== undefined && (
        <Text color="secondary">
          <span title={moment(fresh)}>{t('data:fresh', { ago: ago(fresh, now) })}</span>
        </Text>
      )}
    </Stack>
  );
}

function Warnings({ copy, uid }: Pick<PartProps, 'copy' | 'uid'>) {
  const t = viewerText();
  const { state, reason, asleepSince, heartbeat, fileSystem, lease, notices } = copy;
  return (
    <>
      {state === 'failed' && (
        <Alert severity="error" title={t('data:failed')}>
          {reason}
        </Alert>
      )}
      {asleepSince !== undefined && (
        <Alert severity="warning" title={t('data:asleep', { time: moment(asleepSince) })}>
          {t('data:asleep.text')}
        </Alert>
      )}
      {heartbeat.missing && <Heartbeat text={heartbeat.text} rules={places.alerts(uid)} />}
      {fileSystem?.warning !== undefined && (
        <Alert severity="warning" title={t('data:fileSystem.warning')}>
          {fileSystem.warning}
        </Alert>
      )}
      {lease?.here === false && (
        <Alert severity="info" title={t('data:lease.elsewhere')}>
          {lease.holder}
        </Alert>
      )}
      {notices.map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
    </>
  );
}

/** How the copy is, in a line, with what there is to worry about. */
export function State({ copy, uid, now, doing }: PartProps) {
  const t = viewerText();
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" wrap="wrap" gap={2} justifyContent="space-between" alignItems="center">
        <Line copy={copy} now={now} />
        {copy.paused ? (
          <AdminButton icon="play" disabled={doing.busy !== undefined} onClick={() => void doing.act('resume', {})}>
            {t('data:action.resume')}
          </AdminButton>
        ) : (
          <AdminButton icon="pause" disabled={doing.busy !== undefined} onClick={() => void doing.act('pause', {})}>
            {t('data:action.pause')}
          </AdminButton>
        )}
      </Stack>
      <Warnings copy={copy} uid={uid} />
    </Stack>
  );
}
