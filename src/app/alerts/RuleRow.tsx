import { Badge, Box, Checkbox, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import { number } from '../data/format';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import { viewerText } from '../text';
import type { ShippedRule } from './shipped';
import { colors, type Standing } from './standing';

const ruleKeys = [
  'sync-stale',
  'reconciliation-drift',
  'api-budget',
  'impact-both',
  'impact-quiet',
  'impact-errors',
  'logs-stopped',
  'stock-out',
  'morning',
] as const;

/** The rule's key in the catalogue. */
const keyOf = ({ uid }: ShippedRule) => ruleKeys.find((key) => uid === `shopscope-${key}`) ?? 'sync-stale';

/** Rules that this page has words for. */
export const worded: readonly string[] = ruleKeys.map((key) => `shopscope-${key}`);

/** A rule's name in the viewer's language. */
export function nameOf(shipped: ShippedRule): string {
  return viewerText()(`app-alerts:rule.${keyOf(shipped)}`);
}

function State({ standing: { state, running, shipped } }: { readonly standing: Standing }) {
  const t = viewerText();
  // Once a day it fires because all is as it should be.
  const color = state === 'firing' && shipped.labels['severity'] === 'info' ? 'blue' : colors[state];
  const alerting = running?.totals?.['alerting'] ?? 0;
  const text = t(`app-alerts:state.${state}`);
  return <Badge color={color} text={state === 'firing' && alerting > 1 ? `${text} (${number(alerting)})` : text} />;
}

/** What is to be known beside the state: why it is in error, what was changed. */
function Remarks({ standing: { state, running, differs = [] } }: { readonly standing: Standing }) {
  const t = viewerText();
  return (
    <>
      {state === 'taken' && <Text color="warning">{t('app-alerts:taken', { rule: running?.name ?? '' })}</Text>}
      {state === 'paused' && <Text color="warning">{t('app-alerts:paused')}</Text>}
      {state === 'error' && <Text color="error">{t('app-alerts:error', { reason: running?.lastError ?? '' })}</Text>}
      {differs.length > 0 && (
        <Text color="warning">
          {t('app-alerts:differs', { parts: differs.map((part) => t(`app-alerts:part.${part}`)).join(', ') })}
        </Text>
      )}
    </>
  );
}

const severities = ['page', 'ticket', 'warning', 'info'] as const;
const audiences = ['everyone', 'shop', 'support', 'developers', 'ops'] as const;

interface Props {
  readonly standing: Standing;
  readonly isWanted: boolean;
  /** Left out for those who can't have rules made. */
  readonly onWant?: ((uid: string, yes: boolean) => void) | undefined;
}

/** One rule: what wakes it, whom it tells, and how it stands. */
export function RuleRow({ standing, isWanted, onWant }: Props) {
  const t = viewerText();
  const id = useId();
  const { shipped, state, running } = standing;
  const { labels, uid } = shipped;
  const receiver = running?.notificationSettings?.receiver;
  const severity = t(`app-alerts:severity.${severities.find((word) => word === labels['severity']) ?? 'info'}`);
  const audience = t(`app-alerts:audience.${audiences.find((word) => word === labels['audience']) ?? 'everyone'}`);
  return (
    <section aria-labelledby={id}>
      <Box backgroundColor="secondary" borderRadius="default" padding={2}>
        <Stack direction="row" gap={1.5} alignItems="flex-start">
          {onWant !== undefined && state === 'absent' && (
            <Checkbox
              value={isWanted}
              aria-label={t('app-alerts:want', { rule: nameOf(shipped) })}
              onChange={(event) => onWant(uid, event.currentTarget.checked)}
            />
          )}
          <Stack direction="column" gap={0.5} grow={1} minWidth={0}>
            <Stack direction="row" wrap="wrap" gap={1} alignItems="center" justifyContent="space-between">
              <Text element="h3" variant="h5">
                <span id={id}>{nameOf(shipped)}</span>
              </Text>
              <State standing={standing} />
            </Stack>
            <Text>{t(`app-alerts:rule.${keyOf(shipped)}.wakes`, { minutes: shipped.minutes })}</Text>
            <Text color="secondary" variant="bodySmall">
              {receiver === undefined
                ? t('app-alerts:tells', {
                    audience,
                    severity,
                    labels: `severity=${labels['severity'] ?? ''}, audience=${labels['audience'] ?? ''}`,
                  })
                : t('app-alerts:tells.receiver', { audience, severity, receiver })}
            </Text>
            <Remarks standing={standing} />
            {running !== undefined && (
              <Text variant="bodySmall">
                <PageLink href={places.alertRule(running.uid)}>{t('app-alerts:open', { rule: running.name })}</PageLink>
              </Text>
            )}
          </Stack>
        </Stack>
      </Box>
    </section>
  );
}
