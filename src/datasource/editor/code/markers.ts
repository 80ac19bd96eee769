import type { Monaco, MonacoEditor } from '@grafana/ui';
import type { Placed } from './problems';

const owner = 'shopscope';

/** Underlines the problems, replacing those of the last time. */
export function showMarkers(monaco: Monaco, editor: MonacoEditor, problems: readonly Placed[]): void {
  const model = editor.getModel();
  if (model === null) {
    return;
  }
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    info: monaco.MarkerSeverity.Info,
  };
  monaco.editor.setModelMarkers(
    model,
    owner,
    problems.map(({ severity, message, line, column, endLine, endColumn }) => ({
      severity: severities[severity],
      message,
      startLineNumber: line,
      startColumn: column,
      endLineNumber: endLine,
      endColumn,
    }))
  );
}
