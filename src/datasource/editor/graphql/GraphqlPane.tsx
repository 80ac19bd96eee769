import { Stack, Text } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import type { GraphqlCheck } from '../../../query/resources';
import { checkGraphql } from '../../resources';
import { viewerText } from '../../text';
import { CodeField } from '../code/CodeField';
import type { Complete } from '../code/completion';
import { place, type Placed } from '../code/problems';
import { useCheck } from '../code/use-check';
import { useProblems } from '../code/use-problems';
import { FormatField } from '../fields/FormatField';
import { LimitField } from '../fields/LimitField';
import { TextField } from '../fields/TextField';
import type { PaneProps } from '../pane';
import { loadSchema } from './schema';
import { diagnose, suggestGraphql } from './service';
import { variablesProblem } from './variables';

export default function GraphqlPane({ query, datasource, data, change, choose, run }: PaneProps<'graphql'>) {
  const t = viewerText();
  const [draft, setDraft] = useState<string>();
  const text = draft ?? query.document;
  const variables = query.variables ?? '';
  const schema = useCheck(datasource.uid, () => loadSchema(datasource), 0);
  const local = useMemo(
    () =>
      schema.result === undefined || text.trim() === ''
        ? []
        : diagnose(text, schema.result, (word) => viewerText()('editor:graphql.local', { word })),
    [schema.result, text]
  );
  const check = useCheck<GraphqlCheck>(
    `${text}\n${variables}`,
    async () => {
      const filled = datasource.applyTemplateVariables({ ...query, document: text }, {});
      return text.trim() === '' || filled.queryType !== 'graphql'
        ? { problems: [], scopes: [] }
        : checkGraphql(datasource, filled.document, filled.variables ?? '');
    },
    800
  );
  const checked = useMemo(() => {
    const remote = check.fresh ? (check.result?.problems ?? []) : [];
    const lines = new Set(remote.map(({ line }) => line));
    return [...remote, ...local.filter(({ line }) => !lines.has(line))];
  }, [check.fresh, check.result, local]);
  const problems = useProblems({ text, saved: query.document, refId: query.refId, data, checked });
  const known = schema.result;
  const complete = useCallback<Complete>(
    (typed, cursor) => Promise.resolve(known === undefined ? [] : suggestGraphql(typed, cursor, known)),
    [known]
  );
  const wrongVariables = variablesProblem(variables);
  const variablesProblems = useMemo<readonly Placed[]>(
    () =>
      wrongVariables === undefined
        ? []
        : [
            place(
              {
                severity: 'error',
                message: viewerText()('editor:graphql.variables.invalid', { reason: wrongVariables }),
              },
              variables
            ),
          ],
    [wrongVariables, variables]
  );
  const cost = check.result?.cost;
  const notes = [
    cost === undefined ? undefined : t('editor:graphql.cost', { points: Math.ceil(cost) }),
    schema.failed === undefined ? undefined : t('editor:graphql.schema.failed', { reason: schema.failed }),
    check.failed === undefined ? undefined : t('editor:check.failed', { reason: check.failed }),
  ].filter((note) => note !== undefined);
  return (
    <Stack direction="column" gap={2}>
      <CodeField
        label={t('editor:graphql.label')}
        hint={t('editor:graphql.hint', { example: '${name}' })}
        language="graphql"
        value={query.document}
        height={260}
        problems={problems}
        complete={complete}
        onType={setDraft}
        onCommit={(document, thenRun) => {
          setDraft(undefined);
          if (document !== query.document) {
            change({ document });
          }
          if (thenRun) {
            run();
          }
        }}
      />
      {notes.map((note) => (
        <Text key={note} variant="bodySmall" color="secondary">
          {note}
        </Text>
      ))}
      <CodeField
        label={t('editor:graphql.variables.label')}
        hint={t('editor:graphql.variables.text')}
        language="json"
        value={variables}
        height={80}
        problems={variablesProblems}
        onType={() => undefined}
        onCommit={(next, thenRun) => {
          if (next !== variables) {
            change({ variables: next });
          }
          if (thenRun) {
            run();
          }
        }}
      />
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
        <TextField
          label={t('editor:graphql.rowsPath.label')}
          description={t('editor:graphql.rowsPath.text')}
          value={query.rowsPath ?? ''}
          onChoose={(rowsPath) => choose({ rowsPath })}
        />
        <TextField
          label={t('editor:graphql.timeColumn.label')}
          description={t('editor:graphql.timeColumn.text')}
          value={query.timeColumn ?? ''}
          onChoose={(timeColumn) => choose({ timeColumn })}
        />
        <LimitField value={query.limit ?? 1_000} maximum={25_000} onChoose={(limit) => choose({ limit })} />
        <FormatField value={query.format} onChoose={(format) => choose({ format })} />
      </Stack>
    </Stack>
  );
}
