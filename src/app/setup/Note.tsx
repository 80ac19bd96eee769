import { ClipboardButton, RadioButtonGroup, Stack, TextArea } from '@grafana/ui';
import { useState } from 'react';
import { languageOf, languages, type Language } from '../../locales/core';
import { viewerLanguage } from '../../shims/language';
import { Part } from '../data/parts/Part';
import { ownerNote } from './owner-note';
import { setupText } from './text';

const ownNames: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

/** What to send to the person who owns the shop. */
export function Note({ missing }: { readonly missing: readonly string[] }) {
  const t = setupText();
  const [language, setLanguage] = useState<Language>(() => languageOf(viewerLanguage()));
  const note = ownerNote(language, missing);
  return (
    <Part title={t('setup:note')} text={t('setup:note.text')}>
      <RadioButtonGroup
        aria-label={t('setup:note.language')}
        value={language}
        options={languages.map((value) => ({ value, label: ownNames[value] }))}
        onChange={setLanguage}
      />
      <TextArea aria-label={t('setup:note')} readOnly rows={note.split('\n').length + 3} value={note} />
      <Stack direction="row">
        <ClipboardButton variant="secondary" icon="copy" getText={() => note}>
          {t('setup:copy')}
        </ClipboardButton>
      </Stack>
    </Part>
  );
}
