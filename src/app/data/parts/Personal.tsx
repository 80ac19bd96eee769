import { Checkbox, LinkButton, Stack, Text } from '@grafana/ui';
import { personalEntities, type PersonalEntity } from '../../../query/settings';
import { places } from '../../places';
import { isAdmin } from '../../stores/stores';
import { viewerText } from '../../text';
import { Part } from './Part';
import type { PartProps } from './parts';

/** Whose personal data the copy keeps, and who may see it. */
export function Personal({ copy, uid, doing }: PartProps) {
  const t = viewerText();
  const { personal } = copy;
  const admin = isAdmin();
  const change = (entity: PersonalEntity, on: boolean) => {
    const next = personalEntities.filter((one) => (one === entity ? on : personal[one]));
    const name = t(`data:personal.${entity}`);
    doing.ask({
      title: t(on ? 'data:personal.on.title' : 'data:personal.off.title', { entity: name }),
      body: t(on ? 'data:personal.on.text' : 'data:personal.off.text'),
      confirm: t(on ? 'data:personal.on.confirm' : 'data:personal.off.confirm'),
      gentle: on,
      then: () => doing.savePersonal(next, on ? undefined : entity),
    });
  };
  const roles = personal.roles.map((role) => t(`data:personal.role.${role}`)).join(', ');
  return (
    <Part
      title={t('data:personal.title')}
      text={t('data:personal.text')}
      actions={
        admin ? (
          <LinkButton size="sm" variant="secondary" icon="cog" href={places.settings(uid)}>
            {t('data:personal.settings')}
          </LinkButton>
        ) : undefined
      }
    >
      <Stack direction="column" gap={1} alignItems="flex-start" role="group" aria-label={t('data:personal.title')}>
        {personalEntities.map((entity) => (
          <Checkbox
            key={entity}
            value={personal[entity]}
            disabled={!admin || doing.busy !== undefined}
            label={t(`data:personal.${entity}`)}
            description={t(`data:personal.${entity}.text`)}
            onChange={(event) => change(entity, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      <Text color="secondary">
        {roles === '' ? t('data:personal.roles.none') : t('data:personal.roles', { roles })}
      </Text>
      {!admin && <Text color="secondary">{t('data:action.adminOnly')}</Text>}
    </Part>
  );
}
