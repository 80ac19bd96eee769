import { Checkbox, InteractiveTable, Text, type Column } from '@grafana/ui';
import { useMemo, useState } from 'react';
import type { CopyDriftDay } from '../../../query/resources';
import { viewerText } from '../../text';
import { figure } from '../format';
import { AdminButton } from './AdminButton';
import { Part } from './Part';
import type { PartProps } from './parts';
import { Scrolling } from './Scrolling';

interface Cell {
  readonly row: { readonly original: CopyDriftDay };
}

const rowsAPage = 14;
const nameOf = ({ day, kpi }: CopyDriftDay) => `${day} ${kpi}`;

function columnsOf(currency: string | undefined): Array<Column<CopyDriftDay>> {
  const t = viewerText();
  const amount = (id: 'copy' | 'shopify' | 'difference' | 'unexplained'): Column<CopyDriftDay> => ({
    id,
    header: t(`data:drift.${id}`),
    sortType: 'number',
    cell: ({ row: { original } }: Cell) => (
      <Text tabular {...(id === 'unexplained' && original.unexplained !== 0 ? { color: 'warning' } : {})}>
        {figure(original[id], original.unit, currency)}
      </Text>
    ),
  });
  return [
    { id: 'day', header: t('data:drift.day'), sortType: 'string' },
    { id: 'title', header: t('data:drift.kpi'), sortType: 'string' },
    amount('copy'),
    amount('shopify'),
    amount('difference'),
    amount('unexplained'),
  ];
}

function Reasons({ day }: { readonly day: CopyDriftDay }) {
  const t = viewerText();
  return day.reasons.length === 0 ? (
    <Text color="secondary">{t('data:drift.noReason')}</Text>
  ) : (
    <ul>
      {day.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

/** The copy's figures beside Shopify's, with what explains each difference. */
export function Drift({ copy, doing }: PartProps) {
  const t = viewerText();
  const [every, setEvery] = useState(false);
  const { days, checkedAt } = copy.drift;
  const shown = useMemo(() => days.filter(({ difference }) => every || difference !== 0), [days, every]);
  const currency = copy.shop?.currency;
  const columns = useMemo(() => columnsOf(currency), [currency]);
  return (
    <Part
      title={t('data:drift.title')}
      text={t('data:drift.text')}
      actions={
        <AdminButton
          icon="exchange-alt"
          disabled={doing.busy !== undefined}
          onClick={() => void doing.act('reconcile', {})}
        >
          {t('data:action.reconcile')}
        </AdminButton>
      }
    >
      {days.length === 0 ? (
        <Text color="secondary">{t(checkedAt === undefined ? 'data:drift.never' : 'data:drift.none')}</Text>
      ) : (
        <>
          <div>
            <Checkbox
              value={every}
              label={t('data:drift.every', { count: days.length })}
              onChange={(event) => setEvery(event.currentTarget.checked)}
            />
          </div>
          {shown.length === 0 ? (
            <Text color="success">{t('data:drift.agree', { count: days.length })}</Text>
          ) : (
            <Scrolling label={t('data:drift.title')}>
              <InteractiveTable
                columns={columns}
                data={shown}
                getRowId={nameOf}
                pageSize={rowsAPage}
                renderExpandedRow={(day) => <Reasons day={day} />}
              />
            </Scrolling>
          )}
        </>
      )}
    </Part>
  );
}
