import { Box, Stack, Text } from '@grafana/ui';
import { kpis, type Kpi } from '../../query';
import type { KpiWords } from '../../query/resources';
import { Part } from '../data/parts/Part';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import { Example } from './Example';
import { Terms, type Term } from './Terms';
import { kpiText } from './text';
import { Used } from './Used';

/** What is the same whatever the store: how the figure is worked out. */
function termsOf(
  { formula, trap, shopifyql, rules }: KpiWords,
  { lanes, time, buckets, dimensions }: Kpi
): readonly Term[] {
  const t = kpiText();
  const steps = buckets.filter((bucket) => bucket !== 'none').map((bucket) => t(`kpis:bucket.${bucket}`));
  const none = t('app-kpi:none');
  return [
    { name: t('app-kpi:formula'), text: formula },
    ...(trap === '' ? [] : [{ name: t('app-kpi:trap'), text: trap }]),
    { name: t('app-kpi:time'), text: t(`app-kpi:time.${time}`) },
    { name: t('app-kpi:lanes'), text: lanes.map((lane) => t(`kpis:lane.${lane}`)).join(', ') },
    { name: t('app-kpi:twin'), text: shopifyql ?? none, code: shopifyql !== undefined },
    { name: t('app-kpi:buckets'), text: steps.join(', ') || none },
    { name: t('app-kpi:dimensions'), text: dimensions.map((each) => t(`kpis:dimension.${each}`)).join(', ') || none },
    ...rules.map((rule) => {
      const [name = rule, ...text] = rule.split(': ');
      return { name, text: text.join(': ') };
    }),
  ];
}

interface Props {
  readonly words: KpiWords;
  readonly uid: string;
}

/** One KPI: what it means, how it is worked out, what it is on the store's own data, and where it is shown. */
export function Entry({ words, uid }: Props) {
  const t = kpiText();
  const { name, definition } = words;
  const kpi = kpis[name];
  return (
    <Box maxWidth="860px">
      <Stack direction="column" gap={4}>
        <Stack direction="column" gap={1}>
          <Text color="secondary">
            <code>{name}</code> · {t(`kpis:family.${kpi.family}`)} · {t(`app-kpi:unit.${kpi.unit}`)}
          </Text>
          <Text element="p">{definition}</Text>
        </Stack>
        <Example name={name} uid={uid} />
        <Part title={t('app-kpi:how')}>
          <Terms terms={termsOf(words, kpi)} />
        </Part>
        <Used name={name} uid={uid} />
        <PageLink href={places.kpis(uid)}>{t('app-kpi:all')}</PageLink>
      </Stack>
    </Box>
  );
}
