import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { Alert, Badge, LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { personalEntities, type PersonalEntity } from '../../../query/settings';
import { viewerText } from '../text';
import { useCopyState } from './use-copy-state';

const iniLines = '[plugin.shopscope-shopify-datasource]\ncopy_root = /var/lib/grafana/shopscope';

interface Props {
  readonly uid: string;
  readonly version: number | undefined;
  /** Entities whose personal data the settings, as they are now, keep. */
  readonly personal: readonly PersonalEntity[];
}

/** Where the directory of copies comes from, with the lines that name it. */
function Place() {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={1}>
      <Text color="secondary">{t('config:copy.place')}</Text>
      <pre className={styles.code}>{iniLines}</pre>
    </Stack>
  );
}

/** What the backend says of the copy of the saved data source. */
export function CopyState({ uid, version, personal }: Props) {
  const t = viewerText();
  const answer = useCopyState(uid, version);
  if (answer.state === 'loading') {
    return <LoadingPlaceholder text={t('config:copy.loading')} />;
  }
  if (answer.state === 'failed') {
    return (
      <Alert severity="warning" title={t('config:copy.failed')}>
        {answer.reason}
      </Alert>
    );
  }
  const { copy } = answer;
  const wiped = personalEntities.filter((entity) => copy.personal[entity] && !personal.includes(entity));
  return (
    <Stack direction="column" gap={2}>
      {wiped.map((entity) => (
        <Alert
          key={entity}
          severity="warning"
          title={t('config:copy.wipes', { entity: t(`config:copy.personal.${entity}`) })}
        />
      ))}
      <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
        <Badge
          color={copy.state === 'failed' ? 'red' : copy.state === 'off' ? 'darkgrey' : 'blue'}
          text={t(`config:copy.state.${copy.state}`)}
        />
        {copy.reason !== undefined && <Text>{copy.reason}</Text>}
        <LinkButton
          size="sm"
          fill="text"
          href={locationUtil.assureBaseUrl(`/a/shopscope-observability-app/data?ds=${encodeURIComponent(uid)}`)}
        >
          {t('config:copy.page')}
        </LinkButton>
      </Stack>
      {copy.directory === undefined ? (
        <Place />
      ) : (
        <Text color="secondary">{t('config:copy.directory', { directory: copy.directory })}</Text>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ margin: 0, padding: theme.spacing(1.5), overflowX: 'auto', whiteSpace: 'pre', wordBreak: 'normal' }),
});
