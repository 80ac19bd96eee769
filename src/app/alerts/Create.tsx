import { Button, ClipboardButton, Field, Grid, Input, Stack } from '@grafana/ui';
import { useCallback, useEffect, useId, useState } from 'react';
import { languageOf, languages, type Language } from '../../locales/core';
import { viewerLanguage } from '../../shims/language';
import { useAsked } from '../ask/use-asked';
import { Part } from '../data/parts/Part';
import { download } from '../parts/download';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { Choice } from './Choice';
import { provisioningFile } from './file';
import { askContactPoints, askFolders, refusalOf } from './grafana';
import { labelsOf } from './labels';
import { make } from './make';
import type { Outcome } from './Told';
import { morning, usualChoices, type Choices, type ShippedRule } from './shipped';

const newFolder = 'Shopscope';
const exampleLabel = 'team=shop';
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const ownNames: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

async function askPlaces() {
  const [folders, contactPoints] = await Promise.all([askFolders(), askContactPoints().catch(() => [])]);
  return { folders, contactPoints };
}

interface Props {
  readonly store: Store;
  /** Those that are chosen, of which none is there. */
  readonly rules: readonly ShippedRule[];
  readonly onMade: (outcome: Outcome) => void;
}

/** Has the chosen rules made for a store, or gives them as a file for those who provision Grafana. */
export function Create({ store, rules, onMade }: Props) {
  const t = viewerText();
  const labelsId = useId();
  const { answer: known } = useAsked(useCallback(() => askPlaces(), []));
  const [folder, setFolder] = useState<string>();
  const [receiver, setReceiver] = useState('');
  const [hour, setHour] = useState(usualChoices.hour);
  const [labels, setLabels] = useState('');
  const [language, setLanguage] = useState<Language>(() => languageOf(viewerLanguage()));
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState('');

  const folders = known?.folders ?? [];
  const chosen = folder ?? folders.find(({ title }) => title === newFolder)?.uid ?? '';
  const place = chosen === '' ? { title: newFolder } : { uid: chosen };
  const title = folders.find(({ uid }) => uid === chosen)?.title ?? newFolder;
  const read = labelsOf(labels);
  const wrong = 'wrong' in read ? read.wrong : undefined;
  const choices: Choices = {
    language,
    hour,
    labels: 'wrong' in read ? {} : read.labels,
    ...(receiver === '' ? {} : { receiver }),
  };
  const choice = JSON.stringify([rules.map(({ uid }) => uid), choices, title]);
  useEffect(() => {
    const current = { wanted: true };
    // The clipboard takes what is there at once, so the file is made before it is asked for.
    void provisioningFile(rules, store, choices, title).then((text) => {
      if (current.wanted) {
        setFile(text);
      }
    });
    return () => {
      current.wanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `choice` is all of them, and stays the same as long as they do
  }, [choice, store]);

  const create = async () => {
    setBusy(true);
    try {
      onMade(await make(rules, store, choices, place));
    } catch (error) {
      onMade({ failed: refusalOf(error) });
    } finally {
      setBusy(false);
    }
  };
  const unready = rules.length === 0 || wrong !== undefined;
  return (
    <Part title={t('app-alerts:create')} text={t('app-alerts:create.text')}>
      <Grid gap={2} columns={{ xs: 1, md: 2, xl: 3 }}>
        <Choice
          label={t('app-alerts:folder')}
          text={t('app-alerts:folder.text')}
          value={chosen}
          options={[
            ...(folders.some((each) => each.title === newFolder)
              ? []
              : [{ value: '', label: t('app-alerts:folder.new', { title: newFolder }) }]),
            ...folders.map(({ uid, title: name, folderTitle }) => ({
              value: uid,
              label: folderTitle === undefined ? name : `${folderTitle} / ${name}`,
            })),
          ]}
          onChoose={setFolder}
        />
        <Choice
          label={t('app-alerts:receiver')}
          text={t('app-alerts:receiver.text')}
          value={receiver}
          options={[
            { value: '', label: t('app-alerts:receiver.policies') },
            ...(known?.contactPoints ?? []).map((name) => ({ value: name, label: name })),
          ]}
          onChoose={setReceiver}
        />
        {rules.some(({ uid }) => uid === morning) && (
          <Choice
            label={t('app-alerts:hour')}
            text={t('app-alerts:hour.text')}
            value={hour}
            options={hours.map((each) => ({ value: each, label: `${String(each).padStart(2, '0')}:00` }))}
            onChoose={setHour}
          />
        )}
        <Field
          noMargin
          label={t('app-alerts:labels')}
          description={t('app-alerts:labels.text')}
          htmlFor={labelsId}
          invalid={wrong !== undefined}
          {...(wrong === undefined ? {} : { error: t('app-alerts:labels.wrong', { label: wrong }) })}
        >
          <Input
            id={labelsId}
            placeholder={exampleLabel}
            value={labels}
            onChange={(event) => setLabels(event.currentTarget.value)}
          />
        </Field>
        <Choice
          label={t('app-alerts:language')}
          text={t('app-alerts:language.text')}
          value={language}
          options={languages.map((each) => ({ value: each, label: ownNames[each] }))}
          onChoose={setLanguage}
        />
      </Grid>
      <Stack direction="row" wrap="wrap" gap={1}>
        <Button icon="plus" disabled={busy || unready} onClick={() => void create()}>
          {t('app-alerts:create.do', { count: rules.length })}
        </Button>
        <Button
          variant="secondary"
          icon="download-alt"
          disabled={unready}
          onClick={() => download(`shopscope-${store.name}`, 'yaml', file)}
        >
          {t('app-alerts:file')}
        </Button>
        <ClipboardButton variant="secondary" icon="copy" disabled={unready} getText={() => file}>
          {t('app-alerts:file.copy')}
        </ClipboardButton>
      </Stack>
    </Part>
  );
}
