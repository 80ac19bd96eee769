import { Alert, LinkButton, Stack, Text } from '@grafana/ui';
import type { Copy } from '../../../query/resources';
import { places } from '../../places';
import { isAdmin } from '../../stores/stores';
import { viewerText } from '../../text';
import { Part } from '../parts/Part';
import { Lines } from './Lines';

interface Props {
  readonly copy: Copy;
  readonly uid: string;
}

/** Why there is no copy, and the steps to one. */
export function Setup({ copy, uid }: Props) {
  const t = viewerText();
  const { offReason, reason, directory } = copy;
  const needsPlace = offReason !== 'connection' && directory === undefined;
  const broken = offReason === 'rootUnusable' || offReason === 'connection';
  return (
    <Stack direction="column" gap={4}>
      {reason !== undefined && <Alert severity={broken ? 'error' : 'info'} title={reason} />}
      <Part title={t('data:setup.why.title')} text={t('data:setup.why.text')}>
        <Text color="secondary">{t('data:setup.why.live')}</Text>
      </Part>
      {(needsPlace || offReason === 'rootUnusable') && (
        <Part title={t('data:setup.place.title')} text={t('data:setup.place.text')}>
          <Lines />
          <Text color="secondary">{t('data:setup.place.network')}</Text>
        </Part>
      )}
      <Part title={t('data:setup.switch.title')} text={t('data:setup.switch.text')}>
        {isAdmin() ? (
          <div>
            <LinkButton icon="cog" href={places.settings(uid)}>
              {t('data:setup.switch.open')}
            </LinkButton>
          </div>
        ) : (
          <Text color="secondary">{t('data:action.adminOnly')}</Text>
        )}
      </Part>
    </Stack>
  );
}
