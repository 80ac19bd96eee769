import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Collapse, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { KpiName } from '../../../query';
import { definitionShape } from '../../../query/metrics';
import type { KpiWords } from '../../../query/resources';
import { viewerText } from '../../text';
import type { QueryOf } from '../../types';
import { ChoiceField } from '../fields/ChoiceField';

type Definition = NonNullable<QueryOf<'metrics'>['definition']>;

interface Props {
  readonly metrics: readonly KpiName[];
  readonly words: readonly KpiWords[];
  /** Why there are no words, where asking for them failed. */
  readonly failed: string | undefined;
  readonly definition: Definition;
  readonly onChoose: (definition: Definition) => void;
}

function Words({ words: { title, definition, formula, trap, rules } }: { readonly words: KpiWords }) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <Text weight="medium">{title}</Text>
      <div className={styles.words}>
        <div>{definition}</div>
        {formula !== '' && <code>{formula}</code>}
        {trap !== '' && <div>{trap}</div>}
        {rules.map((rule) => (
          <div key={rule}>{rule}</div>
        ))}
      </div>
    </div>
  );
}

/** What the chosen figures mean, and switches for what Shopify's own screens disagree about. */
export function Definitions({ metrics, words, failed, definition, onChoose }: Props) {
  const t = viewerText();
  const [open, setOpen] = useState(false);
  const orderDates = definitionShape.orderDate.unwrap().options;
  const returnDates = definitionShape.returnDate.unwrap().options;
  const cancelled = definitionShape.cancelled.unwrap().options;
  return (
    <Collapse label={t('editor:definition.label')} isOpen={open} onToggle={setOpen} collapsible>
      <Stack direction="column" gap={2}>
        {failed !== undefined && <Text color="secondary">{t('editor:definition.failed', { reason: failed })}</Text>}
        {words
          .filter(({ name }) => metrics.includes(name))
          .map((each) => (
            <Words key={each.name} words={each} />
          ))}
        <Stack direction="row" wrap="wrap" gap={2}>
          <ChoiceField
            label={t('kpis:definition.orderDate')}
            value={definition.orderDate ?? 'processed'}
            width={34}
            options={orderDates.map((value) => ({ value, label: t(`kpis:definition.orderDate.${value}`) }))}
            onChoose={(orderDate) => onChoose({ ...definition, orderDate })}
          />
          <ChoiceField
            label={t('kpis:definition.returnDate')}
            value={definition.returnDate ?? 'returned'}
            width={34}
            options={returnDates.map((value) => ({ value, label: t(`kpis:definition.returnDate.${value}`) }))}
            onChoose={(returnDate) => onChoose({ ...definition, returnDate })}
          />
          <ChoiceField
            label={t('kpis:definition.cancelled')}
            value={definition.cancelled ?? 'counted'}
            width={34}
            options={cancelled.map((value) => ({ value, label: t(`kpis:definition.cancelled.${value}`) }))}
            onChoose={(value) => onChoose({ ...definition, cancelled: value })}
          />
        </Stack>
      </Stack>
    </Collapse>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  words: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall, maxWidth: 720 }),
});
