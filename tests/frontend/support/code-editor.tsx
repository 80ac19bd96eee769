import { useEffect, useRef, type KeyboardEvent } from 'react';

interface Position {
  readonly lineNumber: number;
  readonly column: number;
}

interface Provider {
  provideCompletionItems(model: object, position: Position): Promise<{ suggestions: Array<{ label: string }> }>;
}

interface Props {
  readonly value: string;
  readonly language: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: (value: string) => void;
  readonly onBeforeEditorMount?: (monaco: object) => void;
  readonly onEditorDidMount?: (editor: object, monaco: object) => void;
}

/** What editors have told Monaco, for tests to look at. */
export const monacoState = {
  markers: new Map<string, Array<{ message: string; startLineNumber: number; startColumn: number }>>(),
  providers: new Map<string, Provider[]>(),
  languages: new Set<string>(),
  /** Suggestions at the end of the text of the first editor of a language. */
  complete: async (language: string, text: string): Promise<string[]> => {
    const lines = text.split('\n');
    const position = { lineNumber: lines.length, column: (lines.at(-1) ?? '').length + 1 };
    const model = models.get(language);
    const found = await Promise.all(
      (monacoState.providers.get(language) ?? []).map((provider) =>
        provider.provideCompletionItems(model ?? {}, position)
      )
    );
    return found.flatMap(({ suggestions }) => suggestions.map(({ label }) => label));
  },
};

const models = new Map<string, object>();

function monacoFor(): object {
  return {
    MarkerSeverity: { Error: 8, Warning: 4, Info: 2 },
    KeyMod: { CtrlCmd: 2048 },
    KeyCode: { Enter: 3 },
    editor: {
      setModelMarkers: (model: { getLanguageId(): string }, _owner: string, markers: []) => {
        monacoState.markers.set(model.getLanguageId(), markers);
      },
    },
    languages: {
      CompletionItemKind: { Keyword: 1, Field: 2, Class: 3, Value: 4, Variable: 5 },
      getLanguages: () => [...monacoState.languages].map((id) => ({ id })),
      register: ({ id }: { id: string }) => monacoState.languages.add(id),
      setLanguageConfiguration: () => undefined,
      setMonarchTokensProvider: () => undefined,
      registerCompletionItemProvider: (language: string, provider: Provider) => {
        const all = monacoState.providers.get(language) ?? [];
        monacoState.providers.set(language, [...all, provider]);
        return {
          dispose: () =>
            monacoState.providers.set(
              language,
              (monacoState.providers.get(language) ?? []).filter((one) => one !== provider)
            ),
        };
      },
    },
  };
}

/** Stands in for Grafana's `CodeEditor`, whose Monaco needs a real browser: a text area with the same callbacks. */
export function CodeEditor({ value, language, onChange, onBlur, onBeforeEditorMount, onEditorDidMount }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const run = useRef<() => void>();
  const mounted = useRef(false);
  useEffect(() => {
    if (mounted.current) {
      return;
    }
    mounted.current = true;
    const text = () => area.current?.value ?? '';
    const model = {
      getLanguageId: () => language,
      getValue: text,
      getOffsetAt: ({ lineNumber, column }: Position) =>
        text()
          .split('\n')
          .slice(0, lineNumber - 1)
          .join('\n').length +
        (lineNumber > 1 ? 1 : 0) +
        column -
        1,
      getWordUntilPosition: ({ column }: Position) => ({ word: '', startColumn: column, endColumn: column }),
      getValueInRange: () => '',
    };
    models.set(language, model);
    const monaco = monacoFor();
    onBeforeEditorMount?.(monaco);
    onEditorDidMount?.(
      {
        getModel: () => model,
        getValue: text,
        updateOptions: () => undefined,
        addAction: (action: { run: () => void }) => {
          run.current = action.run;
        },
      },
      monaco
    );
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter') {
      run.current?.();
    }
  };
  return (
    <textarea
      ref={area}
      aria-label={language}
      defaultValue={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      onBlur={(event) => onBlur?.(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
