import type { Module } from './modules';
import { statementsOf } from './policies';

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
/** `${var.bucket}` as `<bucket>`, `${aws_sqs_queue.objects.arn}` as `<queue objects>`. */
const plain = (text: string): string =>
  text
    .replaceAll(/\$\{data\.aws_(?:region|caller_identity)\.current\.(?:account_)?(\w+)\}/g, '<$1>')
    .replaceAll(/\$\{var\.(\w+)\}/g, '<$1>')
    .replaceAll(/\$\{aws_(\w+)\.(\w+)\.arn\}/g, '<$1 $2>');

/** What a module takes, and what its policies allow: the tables between the marks of a page of docs/aws. */
export function tablesOf(module: Module): string {
  const variables = [...module.variables].map(([name, { description, required, default: otherwise }]) => [
    code(name),
    description,
    required ? 'must be given' : code(JSON.stringify(otherwise)),
  ]);
  const statements = statementsOf(module)
    .filter(({ actions }) => actions[0] !== 'sts:AssumeRole')
    .map(({ effect, actions, resources, principals }) => [
      `${effect}${principals.length > 0 ? ` to ${principals.join(', ')}` : ''}`,
      actions.map(code).join(', '),
      resources.map((each) => code(plain(each))).join(', '),
    ]);
  return [
    table(['Variable', 'Meaning', 'Default'], variables),
    ...(statements.length > 0 ? [table(['Policy', 'Actions', 'On'], statements)] : []),
  ].join('\n\n');
}
