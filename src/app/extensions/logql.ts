/** What a LogQL query says of the lines that it wants, as far as a query of error lines can say it too. */
export interface Narrowed {
  /** Values of `service_name`; none where it names none, or says so in another way. */
  readonly services: readonly string[];
  /** What stands after the stream selector. */
  readonly stages: string;
}

const selector = /^\s*\{((?:[^"`{}]|"(?:[^"\\]|\\.)*"|`[^`]*`)*)\}([^]*)$/;
const service = /(?:^|,)\s*service_name\s*(=~?)\s*(?:"([^"\\]*)"|`([^`]*)`)/;

/** Services and pipeline of a query for log lines; nothing of one that counts them, or that a variable is left in. */
export function narrowedBy(expr: string): Narrowed {
  const [, labels = '', rest = ''] = selector.exec(expr) ?? [];
  const [, operator, quoted, raw] = service.exec(labels) ?? [];
  const value = quoted ?? raw ?? '';
  const services = operator === '=~' ? value.split('|') : [value];
  const plain = services.every((each) => /^[\w./:-]+$/.test(each) && (operator === '=' || !/[.]/.test(each)));
  const stages = rest.trim();
  return { services: plain ? services : [], stages: stages.includes('$') ? '' : stages };
}
