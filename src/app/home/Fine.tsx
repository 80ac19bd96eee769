import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Badge, Button, LinkButton, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import type { Asked } from '../ask/use-asked';
import { Failed } from '../parts/Failed';
import { Outline } from '../parts/Outline';
import { places } from '../places';
import { useLogSource } from '../stores/loki';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { answered } from './questions';
import { Reasons } from './Reasons';
import type { Judgement, Verdict } from './verdict';
import { VerdictFigures } from './VerdictFigures';

const states = [0, 1, 2, 3, 4] as const;
const colors: readonly BadgeColor[] = ['green', 'blue', 'orange', 'orange', 'red'];

function State({ verdict: { state } }: { readonly verdict: Verdict }) {
  const t = viewerText();
  const known = states.find((each) => each === state);
  return known === undefined ? (
    <Badge color="darkgrey" text={t('app-home:fine.unknown')} />
  ) : (
    <Badge color={colors[known] ?? 'blue'} text={t(`app-home:fine.state.${known}`)} />
  );
}

function Said({ judgement: { verdict, problem, notices, currency, at } }: { readonly judgement: Judgement }) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  if (verdict === undefined) {
    return (
      <Alert severity="warning" title={t('app-home:fine.none')}>
        {problem ?? t('app-home:fine.none.text')}
      </Alert>
    );
  }
  const most = [verdict.service, verdict.error_code, verdict.code_words].filter(Boolean).join(' · ');
  return (
    <>
      <div className={styles.sentence}>
        <State verdict={verdict} />
        <Text element="p" variant="h3">
          {verdict.sentence}
        </Text>
        {most !== '' && <Text color="secondary">{t('app-home:fine.most', { what: most })}</Text>}
      </div>
      <VerdictFigures verdict={verdict} currency={currency} at={at} />
      <Reasons verdict={verdict} notices={notices} />
    </>
  );
}

interface Props {
  readonly store: Store;
  readonly asked: Asked<Judgement>;
  /** How many things are stale or missing; undefined until that is known. */
  readonly concerns: number | undefined;
  /** Goes to where they are told. */
  readonly onConcerns: () => void;
}

/** Is the shop fine: one sentence, and the figures behind it. */
export function Fine({ store, asked: { answer, failed, reload }, concerns, onConcerns }: Props) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const { source } = useLogSource();
  return (
    <section aria-label={t('app-home:fine.title')} className={styles.all}>
      {failed !== undefined ? (
        <Failed title={t('app-home:fine.failed')} reason={failed} again={reload} />
      ) : answer === undefined ? (
        <Outline label={t('app-home:fine.asking')} heights={[88, 96, 32]} />
      ) : (
        <Said judgement={answer} />
      )}
      <Stack direction="row" wrap="wrap" gap={2} alignItems="center">
        <LinkButton
          size="sm"
          icon="apps"
          href={places.dashboard('shop-fine', store.uid, answered['shop-fine'].range, source?.uid)}
        >
          {t('app-home:fine.more')}
        </LinkButton>
        <Button size="sm" fill="text" icon="arrow-down" disabled={concerns === undefined} onClick={onConcerns}>
          {concerns === undefined
            ? t('app-home:concerns.asking')
            : concerns === 0
              ? t('app-home:concerns.none')
              : t('app-home:concerns.count', { count: concerns })}
        </Button>
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // As high as a verdict of usual length, so that nothing moves when it comes.
  all: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    minHeight: 344,
    [theme.breakpoints.down('md')]: { minHeight: 660 },
  }),
  sentence: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    minHeight: 88,
    [theme.breakpoints.down('md')]: { minHeight: 248 },
  }),
});
