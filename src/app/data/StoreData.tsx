import { Alert, ConfirmModal, Stack } from '@grafana/ui';
import { Failed } from '../parts/Failed';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { useCopy } from './copy/use-copy';
import { Backfill } from './parts/Backfill';
import { Backups } from './parts/Backups';
import { Drift } from './parts/Drift';
import { Entities } from './parts/Entities';
import { Facts } from './parts/Facts';
import { Maintenance } from './parts/Maintenance';
import type { PartProps } from './parts/parts';
import { Personal } from './parts/Personal';
import { State } from './parts/State';
import { Waiting } from './parts/Waiting';
import { Setup } from './setup/Setup';
import { useDoing } from './use-doing';

function Content(props: PartProps) {
  const { copy, uid, now } = props;
  if (copy.state === 'off') {
    return <Setup copy={copy} uid={uid} />;
  }
  return (
    <Stack direction="column" gap={4}>
      <State {...props} />
      <Facts copy={copy} now={now} />
      <Backfill copy={copy} />
      <Entities copy={copy} now={now} />
      <Drift {...props} />
      <Personal {...props} />
      <Backups {...props} />
      <Maintenance {...props} />
    </Stack>
  );
}

/** One store's copy. */
export default function StoreData({ store: { uid, shop } }: { readonly store: Store }) {
  const t = viewerText();
  const { copy, at, failed, reload } = useCopy(uid);
  const { doing, question, outcome, dismissQuestion, dismissOutcome } = useDoing(uid, reload);
  return (
    <>
      {outcome && <Alert severity={outcome.severity} title={outcome.text} onRemove={dismissOutcome} />}
      {failed !== undefined && (
        <Failed title={t(copy === undefined ? 'data:ask.failed' : 'data:ask.stale')} reason={failed} again={reload} />
      )}
      {copy ? (
        <Content copy={copy} uid={uid} shop={copy.shop?.domain ?? shop} now={at} doing={doing} />
      ) : (
        failed === undefined && <Waiting />
      )}
      {question && (
        <ConfirmModal
          isOpen
          title={question.title}
          body={question.body}
          confirmText={question.confirm}
          dismissText={t('data:action.cancel')}
          confirmVariant={question.gentle === true ? 'primary' : 'destructive'}
          confirmButtonVariant={question.gentle === true ? 'primary' : 'destructive'}
          {...(question.typed === undefined ? {} : { confirmationText: question.typed })}
          onConfirm={() => {
            dismissQuestion();
            void question.then();
          }}
          onDismiss={dismissQuestion}
        />
      )}
    </>
  );
}
