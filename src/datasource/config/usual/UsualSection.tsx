import { Field, Input, Stack } from '@grafana/ui';
import { useState } from 'react';
import { impactSettings } from '../../../query/logs';
import { viewerLanguage } from '../../../shims/language';
import { viewerText } from '../text';
import { Section } from '../Section';
import type { Settings } from '../settings';
import { Campaigns } from './Campaigns';
import { ErrorWords } from './ErrorWords';
import type { ImpactOptions } from './impact-options';

const defaults = impactSettings.parse({});
const { baselineWeeks: weeksSchema, country: countrySchema } = impactSettings.shape;

/** The country that a code stands for; undefined for two letters that are no country. */
function countryName(code: string): string | undefined {
  const name = new Intl.DisplayNames([viewerLanguage()], { type: 'region' }).of(code);
  return name === code ? undefined : name;
}

interface Props {
  readonly settings: Settings;
  readonly uid: string;
}

/** What expectations of orders rest on, and how error codes are told to people. */
export function UsualSection({ settings, uid }: Props) {
  const t = viewerText();
  const saved: ImpactOptions = settings.json.impact ?? {};
  const change = (patch: ImpactOptions) => settings.change({ impact: { ...saved, ...patch } });
  const [country, setCountry] = useState(saved.country ?? '');
  const [weeks, setWeeks] = useState(String(saved.baselineWeeks ?? defaults.baselineWeeks));
  const countryOf = (text: string) => countrySchema.safeParse(text).data;
  const weeksOf = (text: string) => (text.trim() === '' ? undefined : weeksSchema.safeParse(Number(text)).data);
  const named = countryOf(country) === undefined ? undefined : countryName(country);
  return (
    <Section title={t('config:usual.title')} text={t('config:usual.text')}>
      <Stack direction="row" wrap="wrap" gap={2}>
        <Field
          noMargin
          label={t('config:usual.country.label')}
          description={t('config:usual.country.text')}
          invalid={country !== '' && named === undefined}
          error={t('config:usual.country.invalid')}
        >
          <Input
            id="shopscope-usual-country"
            width={30}
            maxLength={2}
            autoComplete="off"
            disabled={settings.disabled}
            value={country}
            suffix={named}
            onChange={(event) => {
              const text = event.currentTarget.value.trim().toUpperCase();
              setCountry(text);
              const code = countryOf(text);
              if (text === '' || (code !== undefined && countryName(code) !== undefined)) {
                change({ country: code });
              }
            }}
          />
        </Field>
        <Field
          noMargin
          label={t('config:usual.weeks.label')}
          description={t('config:usual.weeks.text')}
          invalid={weeksOf(weeks) === undefined}
          error={t('config:usual.weeks.invalid')}
        >
          <Input
            id="shopscope-usual-weeks"
            type="number"
            width={14}
            disabled={settings.disabled}
            value={weeks}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setWeeks(text);
              const baselineWeeks = weeksOf(text);
              if (baselineWeeks !== undefined) {
                change({ baselineWeeks });
              }
            }}
          />
        </Field>
      </Stack>
      <Campaigns
        campaigns={saved.campaigns ?? []}
        disabled={settings.disabled}
        onChange={(campaigns) => change({ campaigns })}
      />
      <ErrorWords
        words={saved.errorWords ?? {}}
        uid={uid}
        hasLogs={(settings.json.logs?.endpoints ?? []).length > 0}
        disabled={settings.disabled}
        onChange={(errorWords) => change({ errorWords })}
      />
    </Section>
  );
}
