import { Alert, Badge, LinkButton, Stack, Text } from '@grafana/ui';
import { useCallback } from 'react';
import { orderPageSchema, type OrderPage } from '../../query/resources';
import { getResource } from '../ask/resource';
import { useAsked } from '../ask/use-asked';
import { moment, number } from '../data/format';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { Figures, type Figure } from '../parts/Figures';
import { LogLines } from '../parts/LogLines';
import { Timeline } from '../parts/Timeline';
import { money } from '../parts/money';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { happeningsOf } from './entries';
import { statusWords } from './status';

const hour = 3_600_000;

function figuresOf(order: OrderPage): readonly Figure[] {
  const t = viewerText();
  const { total, currency, placedAt, financialStatus, fulfillmentStatus, timeline } = order;
  const errors = timeline.filter(({ step }) => step === 'error').length;
  return [
    { name: t('app-order:figure.total'), value: money(total, currency) },
    { name: t('app-order:figure.placed'), value: moment(placedAt) },
    { name: t('app-order:figure.payment'), value: statusWords(financialStatus) },
    { name: t('app-order:figure.fulfillment'), value: statusWords(fulfillmentStatus) },
    { name: t('app-order:figure.errors'), value: order.logs === undefined ? '–' : number(errors) },
  ];
}

function Links({ order, uid }: { readonly order: OrderPage; readonly uid: string }) {
  const t = viewerText();
  const { adminUrl, customerAdminUrl, placedAt, logs } = order;
  const around = { from: placedAt - hour, to: placedAt + hour };
  const outside = { target: '_blank', rel: 'noopener noreferrer' };
  return (
    <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
      <LinkButton size="sm" icon="external-link-alt" href={adminUrl} {...outside}>
        {t('app-order:link.admin')}
      </LinkButton>
      {customerAdminUrl !== undefined && (
        <LinkButton size="sm" variant="secondary" icon="external-link-alt" href={customerAdminUrl} {...outside}>
          {t('app-order:link.customer')}
        </LinkButton>
      )}
      <LinkButton size="sm" variant="secondary" icon="exclamation-triangle" href={places.happened(uid, around)}>
        {t('app-order:link.happened')}
      </LinkButton>
      {logs !== undefined && <LogLines lines={logs} />}
    </Stack>
  );
}

interface Props {
  readonly store: Store;
  /** Id or name. */
  readonly wanted: string;
}

/** One order, as far as the copy, Shopify and the logs know it. */
export default function OrderView({ store: { uid }, wanted }: Props) {
  const t = viewerText();
  const ask = useCallback(
    () => getResource(uid, `order/${encodeURIComponent(wanted)}`, orderPageSchema),
    [uid, wanted]
  );
  const { answer: order, failed, reload } = useAsked(ask);
  if (failed !== undefined) {
    return <Failed title={t('app-order:failed', { order: wanted })} reason={failed} again={reload} />;
  }
  if (order === undefined) {
    return <Waiting />;
  }
  return (
    <Stack direction="column" gap={3}>
      <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
        <Text element="h2" variant="h3">
          {order.name}
        </Text>
        {order.test && <Badge color="blue" text={t('app-order:test')} />}
        {order.cancelledAt !== undefined && <Badge color="orange" text={t('app-order:cancelled')} />}
      </Stack>
      {order.notices.map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
      <Figures figures={figuresOf(order)} />
      <Links order={order} uid={uid} />
      <Part title={t('app-order:timeline')} text={t('app-order:timeline.text')}>
        <Timeline label={t('app-order:timeline')} happenings={happeningsOf(order.timeline)} />
      </Part>
    </Stack>
  );
}
