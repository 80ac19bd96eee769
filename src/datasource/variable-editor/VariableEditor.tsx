import type { QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import type { ShopifyDataSource } from '../datasource';
import QueryEditor from '../editor/QueryEditor';
import { TextField } from '../editor/fields/TextField';
import { viewerText } from '../text';
import type { Options, ShopscopeQuery, VariableQuery } from '../types';

type Props = QueryEditorProps<ShopifyDataSource, ShopscopeQuery, Options, VariableQuery>;

/** The part of the model that the query editor knows nothing of. */
function columnsOf({ valueField, textField }: VariableQuery): Pick<VariableQuery, 'valueField' | 'textField'> {
  return { ...(valueField === undefined ? {} : { valueField }), ...(textField === undefined ? {} : { textField }) };
}

/** The query editor, and which columns of its answer the variable takes. */
export default function VariableEditor({ query, onChange, ...rest }: Props) {
  const t = viewerText();
  return (
    <Stack direction="column" gap={2}>
      <QueryEditor {...rest} query={query} onChange={(next) => onChange({ ...next, ...columnsOf(query) })} />
      <Stack direction="row" wrap="wrap" gap={2}>
        <TextField
          label={t('editor:variable.value.label')}
          description={t('editor:variable.value.text')}
          value={query.valueField ?? ''}
          onChoose={(valueField) => onChange({ ...query, valueField })}
        />
        <TextField
          label={t('editor:variable.text.label')}
          description={t('editor:variable.text.text')}
          value={query.textField ?? ''}
          onChoose={(textField) => onChange({ ...query, textField })}
        />
      </Stack>
    </Stack>
  );
}
