import QueryEditor from '../editor/QueryEditor';
import type { EditorProps } from '../types';

const nothing = () => undefined;

/** The query editor without runs of its own: Grafana runs an annotation at each change, and a second run may be older. */
export default function AnnotationEditor(props: EditorProps) {
  return <QueryEditor {...props} onRunQuery={nothing} />;
}
