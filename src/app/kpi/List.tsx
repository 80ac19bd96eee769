import { css } from '@emotion/css';
import { locationService } from '@grafana/runtime';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import { useId } from 'react';
import { kpiFamilies, kpis, type KpiFamily } from '../../query';
import type { KpiWords } from '../../query/resources';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import { useParameter } from '../stores/location';
import { found } from './search';
import { kpiText } from './text';

interface Props {
  readonly words: readonly KpiWords[];
  readonly uid: string;
}

function Family({ family, words, uid }: Props & { readonly family: KpiFamily }) {
  const t = kpiText();
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text element="h2" variant="h4">
        <span id={id}>{t(`kpis:family.${family}`)}</span>
      </Text>
      <ul className={styles.list}>
        {words.map(({ name, title, definition }) => (
          <li key={name} className={styles.one}>
            <Stack direction="row" wrap="wrap" gap={1} alignItems="baseline">
              <PageLink href={places.kpi(uid, name)}>{title}</PageLink>
              <Text color="secondary" variant="bodySmall">
                {t(`app-kpi:unit.${kpis[name].unit}`)}
              </Text>
            </Stack>
            <Text element="p" color="secondary">
              {definition}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every KPI by family, narrowed by a search that stands in the address. */
export function List({ words, uid }: Props) {
  const t = kpiText();
  const id = useId();
  const search = useParameter('q') ?? '';
  const hits = found(words, search);
  return (
    <Stack direction="column" gap={3}>
      <Field label={t('app-kpi:search')} description={t('app-kpi:search.text')} htmlFor={id} noMargin>
        <Input
          id={id}
          type="search"
          width={40}
          value={search}
          onChange={({ currentTarget: { value } }) => locationService.partial({ q: value === '' ? null : value }, true)}
        />
      </Field>
      <div role="status">
        <Text color="secondary">
          {hits.length === 0 ? t('app-kpi:found.none') : t('app-kpi:found', { count: hits.length })}
        </Text>
      </div>
      {kpiFamilies.map((family) => {
        const own = hits.filter(({ name }) => kpis[name].family === family);
        return own.length === 0 ? null : <Family key={family} family={family} words={own} uid={uid} />;
      })}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: theme.spacing(1, 0, 0), padding: 0, listStyle: 'none', maxWidth: 860 }),
  one: css({ padding: theme.spacing(1, 0), borderTop: `1px solid ${theme.colors.border.weak}` }),
});
