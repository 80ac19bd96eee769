import { Grid, InteractiveTable, Stack, Text, type Column } from '@grafana/ui';
import { useMemo } from 'react';
import type { Incident } from '../../query/resources';
import { number } from '../data/format';
import { Part } from '../data/parts/Part';
import { Scrolling } from '../data/parts/Scrolling';
import { lasted } from '../parts/lasted';
import { moneyRange, numberRange } from '../parts/money';
import { viewerText } from '../text';
import { byCode, byQuarter, type Sum } from './sums';

interface Cell {
  readonly row: { readonly original: Sum };
}

function columnsOf(first: string, currency: string): Array<Column<Sum>> {
  const t = viewerText();
  const cell = (id: string, header: string, show: (sum: Sum) => string): Column<Sum> => ({
    id,
    header,
    cell: ({ row: { original } }: Cell) => show(original),
  });
  return [
    {
      id: 'key',
      header: first,
      cell: ({ row: { original } }: Cell) => (
        <Stack direction="column" gap={0.25}>
          <Text>{original.key === '' ? t('app-incidents:sum.noCode') : original.key}</Text>
          {original.words !== undefined && (
            <Text color="secondary" variant="bodySmall">
              {original.words}
            </Text>
          )}
        </Stack>
      ),
    },
    cell('incidents', t('app-incidents:sum.incidents'), ({ incidents }) => number(incidents)),
    cell('milliseconds', t('app-incidents:column.duration'), ({ milliseconds }) => lasted(milliseconds)),
    cell('missing', t('app-incidents:column.missing'), ({ missing }) =>
      missing === undefined ? '–' : numberRange(missing)
    ),
    cell('risk', t('app-incidents:column.risk'), ({ risk }) => (risk === undefined ? '–' : moneyRange(risk, currency))),
  ];
}

function Table({ first, sums, currency }: { readonly first: string; readonly sums: Sum[]; readonly currency: string }) {
  const columns = useMemo(() => columnsOf(first, currency), [first, currency]);
  return (
    <Scrolling label={first}>
      <InteractiveTable columns={columns} data={sums} getRowId={({ key }) => key} />
    </Scrolling>
  );
}

interface Props {
  readonly incidents: readonly Incident[];
  readonly currency: string;
  readonly zone: string;
  readonly now: number;
}

/** What incidents add up to, by error code and by quarter. */
export function Sums({ incidents, currency, zone, now }: Props) {
  const t = viewerText();
  const codes = useMemo(() => byCode(incidents, now), [incidents, now]);
  const quarters = useMemo(
    // Words belong to codes alone.
    () => byQuarter(incidents, now, zone).map((sum) => ({ ...sum, words: undefined })),
    [incidents, now, zone]
  );
  return (
    <Part title={t('app-incidents:sums')} text={t('app-incidents:sums.text')}>
      <Grid gap={3} columns={{ xs: 1, xxl: 2 }}>
        <Table first={t('app-incidents:sums.code')} sums={codes} currency={currency} />
        <Table first={t('app-incidents:sums.quarter')} sums={quarters} currency={currency} />
      </Grid>
    </Part>
  );
}
