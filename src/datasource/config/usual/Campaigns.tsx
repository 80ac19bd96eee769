import { Button, Field, IconButton, Input, Stack, Text } from '@grafana/ui';
import { useId, useState } from 'react';
import { campaign as campaignSchema } from '../../../query/logs';
import { viewerText } from '../text';
import type { Campaign } from './impact-options';

const most = 500;
const empty: Campaign = { name: '', from: '', to: '' };

interface Props {
  readonly campaigns: readonly Campaign[];
  readonly disabled: boolean;
  readonly onChange: (campaigns: Campaign[]) => void;
}

/** The shop's own campaigns: their days say nothing of what is usual. */
export function Campaigns({ campaigns, disabled, onChange }: Props) {
  const t = viewerText();
  const id = useId();
  const [draft, setDraft] = useState(empty);
  // One day is the usual length.
  const made = campaignSchema.safeParse({ ...draft, to: draft.to === '' ? draft.from : draft.to }).data;
  const isBackwards = draft.from !== '' && draft.to !== '' && draft.from > draft.to;
  const input = (field: 'name' | 'from' | 'to') => (
    <Input
      id={`${id}-${field}`}
      type={field === 'name' ? 'text' : 'date'}
      width={field === 'name' ? 30 : 20}
      maxLength={80}
      disabled={disabled}
      value={draft[field]}
      onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
    />
  );
  return (
    <Stack direction="column" gap={1} role="group" aria-label={t('config:usual.campaigns')}>
      <Text element="h4" variant="h5">
        {t('config:usual.campaigns')}
      </Text>
      <Text color="secondary">{t('config:usual.campaigns.text')}</Text>
      {campaigns.map(({ name, from, to }, index) => (
        <Stack key={`${from} ${to} ${name}`} direction="row" gap={1} alignItems="center">
          <Text>{t('config:usual.campaigns.one', { name, from, to })}</Text>
          <IconButton
            name="trash-alt"
            size="sm"
            disabled={disabled}
            tooltip={t('config:usual.campaigns.remove', { name })}
            onClick={() => onChange(campaigns.filter((_, at) => at !== index))}
          />
        </Stack>
      ))}
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
        <Field noMargin label={t('config:usual.campaigns.name')}>
          {input('name')}
        </Field>
        <Field noMargin label={t('config:usual.campaigns.from')}>
          {input('from')}
        </Field>
        <Field
          noMargin
          label={t('config:usual.campaigns.to')}
          invalid={isBackwards}
          error={t('config:usual.campaigns.backwards')}
        >
          {input('to')}
        </Field>
        <Button
          variant="secondary"
          icon="plus"
          disabled={disabled || made === undefined || campaigns.length >= most}
          onClick={() => {
            if (made !== undefined) {
              onChange([...campaigns, made].sort((one, other) => other.from.localeCompare(one.from)));
              setDraft(empty);
            }
          }}
        >
          {t('config:usual.campaigns.add')}
        </Button>
      </Stack>
    </Stack>
  );
}
