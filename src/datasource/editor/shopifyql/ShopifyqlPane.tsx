import { Stack, Text } from '@grafana/ui';
import { useCallback, useState } from 'react';
import type { Problem } from '../../../query/resources';
import { viewerText } from '../../text';
import { checkShopifyql, shopifyqlReference } from '../../resources';
import { CodeField } from '../code/CodeField';
import type { Complete } from '../code/completion';
import { useCheck } from '../code/use-check';
import { useProblems } from '../code/use-problems';
import { FormatField } from '../fields/FormatField';
import { ZoneField } from '../fields/ZoneField';
import type { PaneProps } from '../pane';
import { languageId, registerShopifyql } from './language';
import { suggest } from './suggest';

const nothing: readonly Problem[] = [];

export default function ShopifyqlPane({ query, datasource, data, change, choose, run }: PaneProps<'shopifyql'>) {
  const t = viewerText();
  const [draft, setDraft] = useState<string>();
  const text = draft ?? query.text;
  const reference = useCheck(datasource.uid, () => shopifyqlReference(datasource), 0);
  const check = useCheck(text, async () => (text.trim() === '' ? [] : checkShopifyql(datasource, text)), 600);
  const problems = useProblems({ text, saved: query.text, refId: query.refId, data, checked: check.result ?? nothing });
  const known = reference.result;
  const complete = useCallback<Complete>(
    (typed, { offset }) => Promise.resolve(suggest(typed, offset, known ?? { schemas: [] })),
    [known]
  );
  return (
    <Stack direction="column" gap={2}>
      <CodeField
        label={t('editor:shopifyql.label')}
        hint={t('editor:shopifyql.hint')}
        language={languageId}
        value={query.text}
        height={160}
        problems={problems}
        complete={complete}
        prepare={registerShopifyql}
        onType={setDraft}
        onCommit={(next, thenRun) => {
          setDraft(undefined);
          if (next !== query.text) {
            change({ text: next });
          }
          if (thenRun) {
            run();
          }
        }}
      />
      {reference.failed !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {t('editor:shopifyql.reference.failed', { reason: reference.failed })}
        </Text>
      )}
      {check.failed !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {t('editor:check.failed', { reason: check.failed })}
        </Text>
      )}
      <Stack direction="row" wrap="wrap" gap={2}>
        <FormatField value={query.format} onChoose={(format) => choose({ format })} />
        <ZoneField value={query.timezone} onChoose={(timezone) => choose({ timezone })} />
      </Stack>
    </Stack>
  );
}
