import { Alert, Button, ClipboardButton, InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import { useMemo } from 'react';
import { moment, number, percent } from '../data/format';
import { Part } from '../data/parts/Part';
import { Scrolling } from '../data/parts/Scrolling';
import { download } from '../parts/download';
import { money } from '../parts/money';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { mostRows, type AffectedRow, type AffectedSummary, type Told } from './affected';
import { affectedCsv } from './csv';

interface Cell {
  readonly row: { readonly original: AffectedRow };
}

const rowsAPage = 15;
const idOf = ({ key_type, key }: AffectedRow) => `${key_type} ${key}`;

/** What was hit, with a link to where it can be looked at. */
function Who({ row, store: { uid, shop } }: { readonly row: AffectedRow; readonly store: Store }) {
  const t = viewerText();
  const { order_id, order_name, checkout_id, customer_id, key } = row;
  if (order_id !== null) {
    return <PageLink href={places.order(uid, order_id)}>{order_name ?? order_id}</PageLink>;
  }
  const [page, id, text] =
    checkout_id !== null
      ? (['checkouts', checkout_id, t('app-incidents:affected.checkout')] as const)
      : customer_id !== null
        ? (['customers', customer_id, t('app-incidents:affected.customer')] as const)
        : [undefined, '', ''];
  const href = page === undefined ? undefined : places.admin(shop, page, id);
  return href === undefined ? (
    <Text variant="code">{key}</Text>
  ) : (
    <TextLink href={href} external inline={false}>
      {text}
    </TextLink>
  );
}

function columnsOf({ titles }: Told, store: Store): Array<Column<AffectedRow>> {
  const title = (id: string) => titles[id] ?? id;
  const cell = (id: string, header: string, show: (row: AffectedRow) => string): Column<AffectedRow> => ({
    id,
    header,
    cell: ({ row: { original } }: Cell) => show(original),
  });
  return [
    cell('time', title('time'), ({ time }) => moment(time)),
    {
      id: 'key',
      header: title('order_name'),
      cell: ({ row: { original } }: Cell) => <Who row={original} store={store} />,
    },
    cell('outcome', title('outcome'), ({ outcome }) => outcome),
    {
      ...cell('value', title('value'), ({ value, currency }) =>
        value === null || currency === null ? '–' : money(value, currency)
      ),
      sortType: 'number',
    },
    cell('error_code', title('error_code'), ({ words, error_code }) => words ?? error_code ?? '–'),
    cell('service', title('service'), ({ service }) => service ?? '–'),
    { ...cell('errors', title('errors'), ({ errors }) => number(errors)), sortType: 'number' },
  ];
}

function countsOf(summary: AffectedSummary): string {
  const t = viewerText();
  const { share_of_all_checkouts: share } = summary;
  const counts = (['orders', 'checkouts', 'customers', 'paid_later', 'not_paid'] as const).map((name) =>
    t(`app-incidents:affected.${name}`, { number: number(summary[name] ?? 0) })
  );
  return [...counts, ...(share === null ? [] : [t('app-incidents:affected.share', { share: percent(share) })])].join(
    ' · '
  );
}

interface Props {
  readonly store: Store;
  readonly told: Told;
  /** Names the file. */
  readonly from: number;
}

/** Orders, checkouts and customers that error lines name, and what became of them. */
export function Affected({ store, told, from }: Props) {
  const t = viewerText();
  const { rows, summary, notices } = told;
  const columns = useMemo(() => columnsOf(told, store), [told, store]);
  const search = summary?.admin_search ?? '';
  return (
    <Part
      title={t('app-incidents:affected')}
      text={summary === undefined ? t('app-incidents:affected.text') : countsOf(summary)}
      actions={
        rows.length > 0 && (
          <Stack direction="row" wrap="wrap" gap={1}>
            {search !== '' && (
              <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => search}>
                {t('app-incidents:affected.search')}
              </ClipboardButton>
            )}
            <Button
              size="sm"
              variant="secondary"
              icon="download-alt"
              onClick={() => download(`${store.name} ${new Date(from).toISOString()}`, 'csv', affectedCsv(told))}
            >
              {t('app-incidents:affected.csv')}
            </Button>
          </Stack>
        )
      }
    >
      {[...new Set([...notices, summary?.advice ?? ''])].filter(Boolean).map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
      {rows.length === mostRows && (
        <Alert severity="info" title={t('app-incidents:affected.cut', { count: mostRows })} />
      )}
      {rows.length === 0 ? (
        <Text color="secondary">{t('app-incidents:affected.none')}</Text>
      ) : (
        <Scrolling many label={t('app-incidents:affected')}>
          <InteractiveTable columns={columns} data={[...rows]} getRowId={idOf} pageSize={rowsAPage} />
        </Scrolling>
      )}
    </Part>
  );
}
