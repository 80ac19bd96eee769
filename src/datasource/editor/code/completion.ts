import type { Monaco, MonacoEditor } from '@grafana/ui';

export type SuggestionKind = 'keyword' | 'field' | 'type' | 'value' | 'variable';

/** Something that may be written at the cursor. */
export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** What is written, where that is not the label. */
  readonly insert?: string;
  /** A few words beside the label. */
  readonly detail?: string;
}

/** Suggestions for a cursor: `offset` counts characters from the start; line and column are 1-based. */
export type Complete = (
  text: string,
  cursor: { readonly offset: number; readonly line: number; readonly column: number }
) => Promise<readonly Suggestion[]>;

/**
 * Offers suggestions in one editor. Monaco's providers serve every editor of a language, so this one answers for its
 * own text alone. Gives the function that ends it.
 */
export function attachCompletion(monaco: Monaco, editor: MonacoEditor, complete: Complete): () => void {
  const own = editor.getModel();
  if (own === null) {
    return () => undefined;
  }
  const { CompletionItemKind } = monaco.languages;
  const kinds = {
    keyword: CompletionItemKind.Keyword,
    field: CompletionItemKind.Field,
    type: CompletionItemKind.Class,
    value: CompletionItemKind.Value,
    variable: CompletionItemKind.Variable,
  };
  const provider = monaco.languages.registerCompletionItemProvider(own.getLanguageId(), {
    triggerCharacters: [' ', ',', '(', '{', '$', ':', '.', '\n'],
    provideCompletionItems: async (model, position) => {
      if (model !== own) {
        return { suggestions: [] };
      }
      const typed = model.getWordUntilPosition(position);
      const before = model.getValueInRange({
        startLineNumber: position.lineNumber,
        startColumn: Math.max(1, typed.startColumn - 1),
        endLineNumber: position.lineNumber,
        endColumn: typed.startColumn,
      });
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: before === '$' ? typed.startColumn - 1 : typed.startColumn,
        endColumn: typed.endColumn,
      };
      const cursor = { offset: model.getOffsetAt(position), line: position.lineNumber, column: position.column };
      const found = await complete(model.getValue(), cursor);
      return {
        suggestions: found.map(({ label, kind, insert, detail }, place) => ({
          label,
          kind: kinds[kind],
          insertText: insert ?? label,
          range,
          // In our order, the likeliest first, not by the alphabet.
          sortText: String(place).padStart(5, '0'),
          ...(detail === undefined ? {} : { detail }),
        })),
      };
    },
  });
  return () => provider.dispose();
}
