import { config } from '@grafana/runtime';
import { Alert, Button, Field, Stack, Text, TextArea } from '@grafana/ui';
import { useId, useState } from 'react';
import { incidentNoteSchema, type Incident } from '../../query/resources';
import { faultOf } from '../ask/fault';
import { moment } from '../data/format';
import { Part } from '../data/parts/Part';
import { viewerText } from '../text';
import { saveNote } from './ask';

const longest = incidentNoteSchema.shape.text.maxLength ?? Infinity;

/** Who may write: the backend checks it again. */
function mayWrite(): boolean {
  const writers: readonly string[] = ['Editor', 'Admin'];
  return writers.includes(config.bootData.user.orgRole);
}

interface Props {
  readonly uid: string;
  readonly incident: Incident;
  readonly onNoted: (incident: Incident) => void;
}

/** What caused an incident, in people's words. */
export function CauseNote({ uid, incident: { id, note }, onNoted }: Props) {
  const t = viewerText();
  const field = useId();
  const [text, setText] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const save = async (written: string) => {
    setBusy(true);
    setFailed(undefined);
    try {
      onNoted(await saveNote(uid, id, written));
      setText(undefined);
    } catch (error) {
      setFailed(faultOf(error));
    } finally {
      setBusy(false);
    }
  };
  const edit = mayWrite() && text === undefined && (
    <Button size="sm" variant="secondary" icon="pen" onClick={() => setText(note?.text ?? '')}>
      {t(note === undefined ? 'app-incidents:note.write' : 'app-incidents:note.edit')}
    </Button>
  );
  return (
    <Part title={t('app-incidents:note')} actions={edit}>
      {failed !== undefined && (
        <Alert severity="error" title={t('app-incidents:note.failed')}>
          {failed}
        </Alert>
      )}
      {text === undefined ? (
        note === undefined ? (
          <Text color="secondary">{t(mayWrite() ? 'app-incidents:note.none' : 'app-incidents:note.viewer')}</Text>
        ) : (
          <Stack direction="column" gap={0.5}>
            <Text>{note.text}</Text>
            <Text color="secondary" variant="bodySmall">
              {t('app-incidents:note.by', { by: note.by, at: moment(note.at) })}
            </Text>
          </Stack>
        )
      ) : (
        <Stack direction="column" gap={1}>
          <Field
            noMargin
            label={t('app-incidents:note.label')}
            description={t('app-incidents:note.text')}
            htmlFor={field}
          >
            <TextArea
              id={field}
              rows={3}
              maxLength={longest}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Field>
          <Stack direction="row" gap={1}>
            <Button
              size="sm"
              disabled={busy || text.trim() === (note?.text ?? '')}
              onClick={() => void save(text.trim())}
            >
              {t(text.trim() === '' && note !== undefined ? 'app-incidents:note.remove' : 'app-incidents:note.save')}
            </Button>
            <Button size="sm" variant="secondary" disabled={busy} onClick={() => setText(undefined)}>
              {t('data:action.cancel')}
            </Button>
          </Stack>
        </Stack>
      )}
    </Part>
  );
}
