import { Stack } from '@grafana/ui';
import { recordKinds, type RecordKind } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from '../fields/ChoiceField';
import { LaneField } from '../fields/LaneField';
import { LimitField } from '../fields/LimitField';
import { TextField } from '../fields/TextField';
import type { PaneProps } from '../pane';
import { BehindPane } from './BehindPane';

/** A search of each kind that Shopify understands. */
const examples: Readonly<Record<RecordKind, string>> = {
  orders: 'financial_status:paid',
  refunds: 'financial_status:refunded',
  products: 'status:active',
  variants: 'inventory_quantity:<5',
  inventory: 'sku:ABC*',
  customers: 'orders_count:>5',
  checkouts: 'recovery_state:not_recovered',
  fulfillments: 'fulfillment_status:shipped',
  discounts: 'status:active',
};

const times = ['dashboard', 'today', 'all'] as const;
type Time = (typeof times)[number];

/** One choice in the editor, two fields in the model. */
const fieldsOf: Readonly<Record<Time, { inRange: boolean; period: 'dashboard' | 'today' }>> = {
  dashboard: { inRange: true, period: 'dashboard' },
  today: { inRange: true, period: 'today' },
  all: { inRange: false, period: 'dashboard' },
};

export function RecordsPane({ query, choose, replace }: PaneProps<'records'>) {
  const t = viewerText();
  if (query.behind !== undefined) {
    const { behind, ...rest } = query;
    return <BehindPane behind={behind} onFree={() => replace(rest)} />;
  }
  const kind = query.kind ?? 'orders';
  const time: Time = query.inRange === false ? 'all' : (query.period ?? 'dashboard');
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
      <ChoiceField
        label={t('editor:kind.label')}
        value={kind}
        options={recordKinds.map((value) => ({ value, label: t(`query-words:kind.${value}`) }))}
        onChoose={(next) => choose({ kind: next })}
      />
      <ChoiceField
        label={t('editor:period.label')}
        value={time}
        options={times.map((value) => ({
          value,
          label: t(`editor:period.${value}`),
          description: t(`editor:period.${value}.text`),
        }))}
        onChoose={(next) => choose(fieldsOf[next])}
      />
      <LaneField value={query.lane} onChoose={(lane) => choose({ lane })} />
      <LimitField value={query.limit ?? 100} maximum={25_000} onChoose={(limit) => choose({ limit })} />
      <TextField
        label={t('editor:search.label')}
        description={t('editor:search.text', { example: examples[kind] })}
        placeholder={t('editor:search.optional')}
        value={query.search ?? ''}
        width={50}
        onChoose={(search) => choose({ search })}
      />
    </Stack>
  );
}
