import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Collapse, LoadingPlaceholder, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { convertMetrics } from '../../resources';
import { viewerText } from '../../text';
import { useCheck } from '../code/use-check';
import type { PaneProps } from '../pane';
import { written, type Written } from './written';

const languages = ['sql', 'shopifyql'] as const;

function AsText({ query, datasource, replace }: Props) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const [wanted, setWanted] = useState<Written>('sql');
  const check = useCheck(JSON.stringify(query), () => convertMetrics(datasource, query), 300);
  if (check.failed !== undefined) {
    return <Text color="secondary">{t('editor:convert.failed', { reason: check.failed })}</Text>;
  }
  if (check.result === undefined) {
    return <LoadingPlaceholder text={t('query-words:loading')} />;
  }
  const { result } = check;
  const there = languages.filter((language) => result[language] !== undefined);
  const language = there.find((one) => one === wanted) ?? there[0];
  const text = language === undefined ? undefined : result[language];
  return (
    <Stack direction="column" gap={1}>
      {there.length > 1 && (
        <RadioButtonGroup<Written>
          size="sm"
          aria-label={t('editor:convert.language')}
          value={language ?? 'sql'}
          options={there.map((value) => ({ value, label: t(`editor:type.${value}`) }))}
          onChange={setWanted}
        />
      )}
      {text !== undefined && <pre className={styles.code}>{text}</pre>}
      {result.notices.map((notice) => (
        <Text key={notice} variant="bodySmall" color="secondary">
          {notice}
        </Text>
      ))}
      {language !== undefined && text !== undefined && (
        <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
          <Button
            size="sm"
            variant="secondary"
            icon="pen"
            disabled={!check.fresh}
            onClick={() => replace(written(query, language, text))}
          >
            {t('editor:convert.edit', { language: t(`editor:type.${language}`) })}
          </Button>
          <Text variant="bodySmall" color="secondary">
            {t('editor:convert.oneWay')}
          </Text>
        </Stack>
      )}
    </Stack>
  );
}

type Props = Pick<PaneProps<'metrics'>, 'query' | 'datasource' | 'replace'>;

/** The query as text, to be read, or to go on with by hand. */
export function Converted(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Collapse label={viewerText()('editor:convert.label')} isOpen={open} onToggle={setOpen} collapsible>
      {open && <AsText {...props} />}
    </Collapse>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ margin: 0, padding: theme.spacing(1.5), overflowX: 'auto', whiteSpace: 'pre', wordBreak: 'normal' }),
});
