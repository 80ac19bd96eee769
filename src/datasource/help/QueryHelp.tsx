import { css } from '@emotion/css';
import type { GrafanaTheme2, QueryEditorHelpProps } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import { modelVersion, queryTypes } from '../../query';
import { viewerText } from '../text';
import type { ShopscopeQuery } from '../types';
import { examples } from './examples';

/** The text of a query that has one; what an example of a list of choices does is said in its words. */
function codeOf(query: (typeof examples)[number]['query']): string | undefined {
  return 'text' in query ? query.text : 'sql' in query ? query.sql : 'document' in query ? query.document : undefined;
}

export default function QueryHelp({ query, onClickExample }: QueryEditorHelpProps<ShopscopeQuery>) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={3}>
      <div>
        <Text element="h2" variant="h4">
          {t('editor:help.title')}
        </Text>
        <Text color="secondary">{t('editor:help.intro')}</Text>
      </div>
      {queryTypes.map((type) => (
        <section key={type}>
          <Stack direction="column" gap={1}>
            <Text element="h3" variant="h5">
              {t(`editor:type.${type}`)}
            </Text>
            {examples
              .filter((example) => example.query.queryType === type)
              .map(({ key, query: example }) => {
                const title = t(`editor:help.${key}`);
                const code = codeOf(example);
                return (
                  <button
                    key={key}
                    type="button"
                    className={styles.example}
                    aria-label={t('editor:help.use', { title })}
                    onClick={() =>
                      onClickExample({ version: modelVersion, refId: query.refId, ...structuredClone(example) })
                    }
                  >
                    <Text weight="medium">{title}</Text>
                    <Text color="secondary">{t(`editor:help.${key}.text`)}</Text>
                    {code !== undefined && <pre className={styles.code}>{code}</pre>}
                  </button>
                );
              })}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  example: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(1, 1.5),
    textAlign: 'left',
    color: theme.colors.text.primary,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  code: css({ width: '100%', margin: theme.spacing(0.5, 0, 0), whiteSpace: 'pre-wrap' }),
});
