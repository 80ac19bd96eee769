import { Button, Field, IconButton, Input, Stack, Text } from '@grafana/ui';
import { useId, useState } from 'react';
import { viewerText } from '../text';
import type { Words } from './impact-options';
import { Wordless } from './Wordless';

const fields = ['en', 'ko', 'service'] as const;
const longest = { en: 200, ko: 200, service: 80 } as const;

interface RowProps {
  readonly code: string;
  readonly words: Words[string];
  readonly disabled: boolean;
  readonly onChange: (words: Words[string]) => void;
  readonly onRemove: () => void;
}

function Row({ code, words, disabled, onChange, onRemove }: RowProps) {
  const t = viewerText();
  const id = useId();
  return (
    <Stack direction="column" gap={0.5} role="group" aria-label={code}>
      <Stack direction="row" gap={1} alignItems="center">
        <Text variant="code">{code}</Text>
        <IconButton
          name="trash-alt"
          size="sm"
          disabled={disabled}
          tooltip={t('config:usual.words.remove', { code })}
          onClick={onRemove}
        />
      </Stack>
      <Stack direction="row" wrap="wrap" gap={1}>
        {fields.map((field) => (
          <Field key={field} noMargin label={t(`config:usual.words.${field}`)} htmlFor={`${id}-${field}`}>
            <Input
              id={`${id}-${field}`}
              width={field === 'service' ? 20 : 32}
              maxLength={longest[field]}
              disabled={disabled}
              value={words[field] ?? ''}
              onChange={(event) => {
                const text = event.currentTarget.value;
                // Left out, so that the other language stands in.
                onChange({ ...words, [field]: text.trim() === '' ? undefined : text });
              }}
            />
          </Field>
        ))}
      </Stack>
    </Stack>
  );
}

interface Props {
  readonly words: Words;
  readonly uid: string;
  readonly hasLogs: boolean;
  readonly disabled: boolean;
  readonly onChange: (words: Words) => void;
}

/** Words for people in place of error codes, and the codes that have none yet. */
export function ErrorWords({ words, uid, hasLogs, disabled, onChange }: Props) {
  const t = viewerText();
  const id = useId();
  const [draft, setDraft] = useState('');
  const code = draft.trim();
  const add = (added: string, service = '') => onChange({ ...words, [added]: service === '' ? {} : { service } });
  return (
    <Stack direction="column" gap={1.5} role="group" aria-label={t('config:usual.words')}>
      <Text element="h4" variant="h5">
        {t('config:usual.words')}
      </Text>
      <Text color="secondary">{t('config:usual.words.text')}</Text>
      {Object.entries(words).map(([each, texts]) => (
        <Row
          key={each}
          code={each}
          words={texts}
          disabled={disabled}
          onChange={(changed) => onChange({ ...words, [each]: changed })}
          onRemove={() => onChange(Object.fromEntries(Object.entries(words).filter(([other]) => other !== each)))}
        />
      ))}
      <Stack direction="row" wrap="wrap" gap={1} alignItems="flex-end">
        <Field noMargin label={t('config:usual.words.code')} htmlFor={id}>
          <Input
            id={id}
            width={32}
            maxLength={200}
            disabled={disabled}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
        </Field>
        <Button
          variant="secondary"
          icon="plus"
          disabled={disabled || code === '' || Object.hasOwn(words, code)}
          onClick={() => {
            add(code);
            setDraft('');
          }}
        >
          {t('config:usual.words.add')}
        </Button>
      </Stack>
      {hasLogs && <Wordless uid={uid} words={words} disabled={disabled} onChoose={add} />}
    </Stack>
  );
}
