import type { GraphQLSchema } from 'graphql';
import {
  DIAGNOSTIC_SEVERITY,
  getAutocompleteSuggestions,
  getDiagnostics,
  Position,
  type CompletionItem,
} from 'graphql-language-service';
import type { Problem } from '../../../query/resources';
import type { Suggestion } from '../code/completion';

/** Dashboard variables replaced by text of the same length that GraphQL can read, so that places stay right. */
export function withoutDashboardVariables(document: string): string {
  return document.replace(/\$\{[^}]*\}/g, (reference) => '0'.padEnd(reference.length));
}

/** What stands between two places of a text (0-based, as the language service counts), cut to a readable length. */
function wordAt(document: string, { start, end }: ReturnType<typeof getDiagnostics>[number]['range']): string {
  const line = document.split('\n')[start.line] ?? '';
  return line
    .slice(start.character, end.line === start.line ? end.character : undefined)
    .trim()
    .slice(0, 60);
}

/** Where the schema or the grammar refuses the document. `describe` words it: the library speaks English only. */
export function diagnose(document: string, schema: GraphQLSchema, describe: (word: string) => string): Problem[] {
  return getDiagnostics(withoutDashboardVariables(document), schema).map(({ range, severity }) => ({
    severity: severity === DIAGNOSTIC_SEVERITY.Error ? 'error' : 'warning',
    message: describe(wordAt(document, range)),
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  }));
}

function asSuggestion({ label, detail, insertText, type }: CompletionItem): Suggestion {
  const known = detail ?? (type === undefined ? undefined : String(type));
  return {
    label,
    kind: type === undefined ? 'keyword' : 'field',
    ...(insertText === undefined ? {} : { insert: insertText }),
    ...(known === undefined ? {} : { detail: known }),
  };
}

/** What may be written at a cursor (1-based line and column). */
export function suggestGraphql(
  document: string,
  { line, column }: { readonly line: number; readonly column: number },
  schema: GraphQLSchema
): Suggestion[] {
  const cursor = new Position(line - 1, column - 1);
  return getAutocompleteSuggestions(schema, withoutDashboardVariables(document), cursor).map(asSuggestion);
}
