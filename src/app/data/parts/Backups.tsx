import { InteractiveTable, Text, type Column } from '@grafana/ui';
import { useMemo } from 'react';
import type { Copy } from '../../../query/resources';
import { isAdmin } from '../../stores/stores';
import { viewerText } from '../../text';
import { moment, size } from '../format';
import { AdminButton } from './AdminButton';
import { Part } from './Part';
import type { PartProps } from './parts';
import { Scrolling } from './Scrolling';

type Backup = Copy['backups'][number];
interface Cell {
  readonly row: { readonly original: Backup };
}

/** Backups, which hold the history that nobody else has. */
export function Backups({ copy, shop, doing }: PartProps) {
  const t = viewerText();
  const { busy, act, ask } = doing;
  const columns: Array<Column<Backup>> = [
    { id: 'at', header: t('data:backup.at'), cell: ({ row: { original } }: Cell) => moment(original.at) },
    { id: 'bytes', header: t('data:backup.size'), cell: ({ row: { original } }: Cell) => size(original.bytes) },
    { id: 'name', header: t('data:backup.name') },
    {
      id: 'restore',
      header: '',
      disableGrow: true,
      cell: ({ row: { original } }: Cell) => (
        <AdminButton
          disabled={busy !== undefined}
          aria-label={t('data:backup.restore.label', { name: original.name })}
          onClick={() =>
            ask({
              title: t('data:backup.restore.title'),
              body: t('data:backup.restore.text', { time: moment(original.at) }),
              confirm: t('data:backup.restore'),
              typed: shop,
              then: () => act('restore', { backup: original.name, confirm: shop }),
            })
          }
        >
          {t('data:backup.restore')}
        </AdminButton>
      ),
    },
  ];
  const rows = useMemo(() => [...copy.backups].sort((one, other) => other.at - one.at), [copy.backups]);
  return (
    <Part
      title={t('data:backup.title')}
      text={t('data:backup.text')}
      actions={
        <AdminButton icon="save" disabled={busy !== undefined} onClick={() => void act('backup', {})}>
          {t('data:action.backup')}
        </AdminButton>
      }
    >
      {rows.length > 0 ? (
        <Scrolling label={t('data:backup.title')}>
          <InteractiveTable columns={columns} data={rows} getRowId={({ name }) => name} />
        </Scrolling>
      ) : (
        <Text color="secondary">{t(isAdmin() ? 'data:backup.none' : 'data:backup.hidden')}</Text>
      )}
    </Part>
  );
}
