import { Stack, Text } from '@grafana/ui';
import { useCallback, useState } from 'react';
import { mostSqlRows } from '../../../query';
import type { Problem } from '../../../query/resources';
import { checkSql, sqlViews } from '../../resources';
import { viewerText } from '../../text';
import { CodeField } from '../code/CodeField';
import type { Complete } from '../code/completion';
import { useCheck } from '../code/use-check';
import { useProblems } from '../code/use-problems';
import { FormatField } from '../fields/FormatField';
import { LimitField } from '../fields/LimitField';
import { ZoneField } from '../fields/ZoneField';
import type { PaneProps } from '../pane';
import { suggest } from './suggest';

const nothing: readonly Problem[] = [];

/** SQL over the copy's views, with their names and columns to complete. */
export default function SqlPane({ query, datasource, data, change, choose, run }: PaneProps<'sql'>) {
  const t = viewerText();
  const [draft, setDraft] = useState<string>();
  const text = draft ?? query.sql;
  const views = useCheck(datasource.uid, () => sqlViews(datasource), 0);
  const check = useCheck(text, async () => (text.trim() === '' ? [] : checkSql(datasource, text)), 600);
  const problems = useProblems({ text, saved: query.sql, refId: query.refId, data, checked: check.result ?? nothing });
  const known = views.result;
  const complete = useCallback<Complete>(
    (typed, { offset }) => Promise.resolve(suggest(typed, offset, known ?? { views: [], macros: [] })),
    [known]
  );
  return (
    <Stack direction="column" gap={2}>
      <CodeField
        label={t('editor:sql.label')}
        hint={t('editor:sql.hint')}
        language="sql"
        value={query.sql}
        height={200}
        problems={problems}
        complete={complete}
        onType={setDraft}
        onCommit={(next, thenRun) => {
          setDraft(undefined);
          if (next !== query.sql) {
            change({ sql: next });
          }
          if (thenRun) {
            run();
          }
        }}
      />
      {views.failed !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {t('editor:sql.views.failed', { reason: views.failed })}
        </Text>
      )}
      {check.failed !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {t('editor:check.failed', { reason: check.failed })}
        </Text>
      )}
      <Stack direction="row" wrap="wrap" gap={2}>
        <FormatField value={query.format} onChoose={(format) => choose({ format })} />
        <LimitField value={query.maxRows ?? 10_000} maximum={mostSqlRows} onChoose={(maxRows) => choose({ maxRows })} />
        <ZoneField value={query.timezone} onChoose={(timezone) => choose({ timezone })} />
      </Stack>
    </Stack>
  );
}
