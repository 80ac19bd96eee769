import { Stack, Text } from '@grafana/ui';
import { viewerText } from '../../text';
import { AdminButton } from './AdminButton';
import { Part } from './Part';
import type { PartProps } from './parts';

/** What is seldom needed, and what can't be undone. */
export function Maintenance({ shop, doing }: PartProps) {
  const t = viewerText();
  const { busy, act, ask } = doing;
  const actions = [
    {
      name: 'sweep',
      icon: 'search',
      run: () => void act('sweep', {}),
    },
    {
      name: 'rebuild',
      icon: 'sync',
      run: () =>
        ask({
          title: t('data:rebuild.title'),
          body: t('data:rebuild.body'),
          confirm: t('data:action.rebuild'),
          typed: shop,
          then: () => act('rebuild', { confirm: shop }),
        }),
    },
    {
      name: 'delete',
      icon: 'trash-alt',
      run: () =>
        ask({
          title: t('data:delete.title'),
          body: t('data:delete.body'),
          confirm: t('data:action.delete'),
          typed: shop,
          then: () => act('delete', { confirm: shop }),
        }),
    },
  ] as const;
  return (
    <Part title={t('data:maintenance.title')}>
      {actions.map(({ name, icon, run }) => (
        <Stack key={name} direction="column" gap={0.5} alignItems="flex-start">
          <Text color="secondary">{t(`data:maintenance.${name}`)}</Text>
          <AdminButton
            icon={icon}
            variant={name === 'delete' ? 'destructive' : 'secondary'}
            disabled={busy !== undefined}
            onClick={run}
          >
            {t(`data:action.${name}`)}
          </AdminButton>
        </Stack>
      ))}
    </Part>
  );
}
