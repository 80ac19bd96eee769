import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { CodeEditor, Text, useStyles2, type Monaco, type MonacoEditor } from '@grafana/ui';
import { useEffect, useId, useRef, useState } from 'react';
import { viewerText } from '../../text';
import { attachCompletion, type Complete } from './completion';
import { showMarkers } from './markers';
import { saysWhere, type Placed } from './problems';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly language: string;
  readonly value: string;
  readonly height: number;
  readonly problems: readonly Placed[];
  readonly complete?: Complete;
  readonly prepare?: (monaco: Monaco) => void;
  /** Every keystroke, for checks while typing. */
  readonly onType: (value: string) => void;
  /** The text is done: the editor was left, or Ctrl/⌘ with Enter or S pressed. */
  readonly onCommit: (value: string, run: boolean) => void;
}

interface Mounted {
  readonly editor: MonacoEditor;
  readonly monaco: Monaco;
}

const wrapped = { wordWrap: 'on' } as const;

/** A labelled code editor with completion, and problems both underlined and listed below. */
export function CodeField({
  label,
  hint,
  language,
  value,
  height,
  problems,
  complete,
  prepare,
  onType,
  onCommit,
}: Props) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const id = useId();
  const [mounted, setMounted] = useState<Mounted>();
  const commit = useRef(onCommit);

  useEffect(() => {
    commit.current = onCommit;
  });
  useEffect(
    () => (mounted && complete ? attachCompletion(mounted.monaco, mounted.editor, complete) : undefined),
    [mounted, complete]
  );
  useEffect(() => {
    if (mounted) {
      showMarkers(mounted.monaco, mounted.editor, problems);
    }
  }, [mounted, problems]);

  const onMount = (editor: MonacoEditor, monaco: Monaco) => {
    editor.updateOptions({ ariaLabel: label, fixedOverflowWidgets: true });
    editor.addAction({
      id: 'shopscope-run',
      label: t('editor:code.run'),
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => commit.current(editor.getValue(), true),
    });
    setMounted({ editor, monaco });
  };

  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles.label}>
        {label}
      </div>
      <CodeEditor
        language={language}
        value={value}
        height={height}
        showMiniMap={false}
        showLineNumbers
        monacoOptions={wrapped}
        {...(prepare ? { onBeforeEditorMount: prepare } : {})}
        onEditorDidMount={onMount}
        onChange={onType}
        onBlur={(text) => onCommit(text, false)}
        onSave={(text) => onCommit(text, true)}
      />
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label={t('editor:problems.label')} aria-live="polite">
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column}:${problem.message}`}>
              <Text variant="bodySmall" color={problem.severity}>
                {saysWhere(problem) ? problem.message : t('editor:problem.at', { ...problem })}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Text variant="bodySmall" color="secondary">
        {hint}
      </Text>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({
    ...theme.typography.bodySmall,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  problems: css({ listStyle: 'none', margin: theme.spacing(0.5, 0), padding: 0 }),
});
