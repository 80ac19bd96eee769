import { Badge, InteractiveTable, Stack, Text, type BadgeColor, type Column } from '@grafana/ui';
import type { CopyEntity } from '../../../query/resources';
import { viewerText } from '../../text';
import { ago, date, moment, number } from '../format';
import { Part } from './Part';
import type { PartProps } from './parts';
import { Scrolling } from './Scrolling';

interface Cell {
  readonly row: { readonly original: CopyEntity };
}

const colors: Readonly<Record<CopyEntity['state'], BadgeColor>> = {
  waiting: 'darkgrey',
  backfill: 'blue',
  current: 'green',
  denied: 'orange',
  failed: 'red',
};

function since({ since: from }: CopyEntity): string {
  const wholeHistory = 0;
  return from === undefined ? '–' : from === wholeHistory ? viewerText()('data:entity.since.all') : date(from);
}

function columnsOf(now: number): Array<Column<CopyEntity>> {
  const t = viewerText();
  return [
    {
      id: 'title',
      header: t('data:entity.name'),
      sortType: 'string',
      cell: ({ row: { original } }: Cell) => (
        <Stack direction="column" gap={0.5} minWidth="130px">
          <Text>{original.title}</Text>
          {original.error !== undefined && (
            <Text variant="bodySmall" color={original.state === 'failed' ? 'error' : 'warning'}>
              {original.error}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      id: 'state',
      header: t('data:entity.state'),
      sortType: 'string',
      cell: ({ row: { original } }: Cell) => (
        <Badge color={colors[original.state]} text={t(`data:entity.state.${original.state}`)} />
      ),
    },
    {
      id: 'rows',
      header: t('data:entity.rows'),
      sortType: 'number',
      cell: ({ row: { original } }: Cell) => <Text tabular>{number(original.rows)}</Text>,
    },
    {
      id: 'since',
      header: t('data:entity.since'),
      sortType: 'number',
      cell: ({ row: { original } }: Cell) => since(original),
    },
    {
      id: 'freshAt',
      header: t('data:entity.fresh'),
      sortType: 'number',
      cell: ({ row: { original } }: Cell) =>
        original.freshAt === undefined ? (
          '–'
        ) : (
          <span title={moment(original.freshAt)}>{ago(original.freshAt, now)}</span>
        ),
    },
  ];
}

/** What is stored, entity by entity. */
export function Entities({ copy, now }: Pick<PartProps, 'copy' | 'now'>) {
  const t = viewerText();
  const columns = columnsOf(now);
  return (
    <Part title={t('data:entities.title')} text={t('data:entities.text')}>
      <Scrolling label={t('data:entities.title')}>
        <InteractiveTable columns={columns} data={copy.entities} getRowId={({ name }) => name} />
      </Scrolling>
    </Part>
  );
}
