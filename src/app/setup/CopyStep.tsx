import { Alert, LinkButton, Stack, Text } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import type { Copy } from '../../query/resources';
import { faultOf } from '../ask/fault';
import { useCopy } from '../data/copy/use-copy';
import { AdminButton } from '../data/parts/AdminButton';
import { Backfill } from '../data/parts/Backfill';
import { Facts } from '../data/parts/Facts';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Lines } from '../data/setup/Lines';
import { Failed } from '../parts/Failed';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { switchOn } from './settings';
import { setupText } from './text';

interface OffProps {
  readonly copy: Copy;
  readonly uid: string;
  readonly onChanged: () => void;
}

/** Grafana takes a few seconds to hand changed settings on, and longer to restart. */
const pause = 3_000;

/** What keeps the copy from being there: a switch of the data source's, or a directory, which is the server's to name. */
function Off({ copy: { offReason, reason }, uid, onChanged }: OffProps) {
  const t = setupText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [saved, setSaved] = useState(false);
  const needsPlace = offReason === 'rootMissing' || offReason === 'rootUnusable';
  useEffect(() => {
    if (!needsPlace && !saved) {
      return undefined;
    }
    const timer = setInterval(onChanged, pause);
    return () => clearInterval(timer);
  }, [needsPlace, saved, onChanged]);
  const on = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      const done = await switchOn(uid);
      setSaved(done);
      setFailed(done ? undefined : t('setup:copy.readOnly'));
    } catch (error) {
      setFailed(faultOf(error));
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  return (
    <Stack direction="column" gap={2}>
      {reason !== undefined && offReason !== 'notEnabled' && <Alert severity="warning" title={reason} />}
      {failed !== undefined && <Alert severity="error" title={failed} />}
      {offReason === 'notEnabled' && (
        <>
          <Text>{t('setup:copy.size')}</Text>
          <div>
            <AdminButton variant="primary" size="md" icon="database" disabled={busy || saved} onClick={() => void on()}>
              {t('setup:copy.on')}
            </AdminButton>
          </div>
        </>
      )}
      {offReason === 'notEnabled' && saved && <Text>{t('setup:copy.saved')}</Text>}
      {needsPlace && (
        <>
          <Text>{t('setup:copy.place')}</Text>
          <Lines />
          <Text color="secondary">{t('setup:copy.restart')}</Text>
        </>
      )}
    </Stack>
  );
}

/** The copy: switched on, given a directory by the server, then filled. */
export function CopyStep({ store: { uid }, onChanged }: { readonly store: Store; readonly onChanged: () => void }) {
  const t = setupText();
  const { copy, at, failed, reload } = useCopy(uid);
  const state = copy?.state;
  const last = useRef(state);
  useEffect(() => {
    if (last.current !== undefined && last.current !== state) {
      onChanged();
    }
    last.current = state;
  }, [state, onChanged]);
  return (
    <Part title={t('setup:step.copy')} text={t('setup:copy.text')}>
      {failed !== undefined && <Failed title={t('setup:copy.failed')} reason={failed} again={reload} />}
      {copy === undefined && failed === undefined && <Waiting />}
      {copy?.state === 'off' && <Off copy={copy} uid={uid} onChanged={reload} />}
      {copy !== undefined && copy.state !== 'off' && (
        <Stack direction="column" gap={2}>
          {copy.state === 'failed' && <Alert severity="error" title={copy.reason ?? t('setup:copy.failed')} />}
          {copy.state === 'current' && <Text>{t('setup:copy.current')}</Text>}
          <Facts copy={copy} now={at} />
          <Backfill copy={copy} />
          <div>
            <LinkButton variant="secondary" icon="database" href={places.data(uid)}>
              {t('setup:copy.page')}
            </LinkButton>
          </div>
        </Stack>
      )}
    </Part>
  );
}
