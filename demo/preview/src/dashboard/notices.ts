import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';

const order: ReadonlyArray<QueryResultMetaNotice['severity']> = ['error', 'warning', 'info'];

/** The notices of all frames, gravest first, each text once. */
export function noticesOf(frames: readonly DataFrame[]): readonly QueryResultMetaNotice[] {
  const all = frames.flatMap((frame) => frame.meta?.notices ?? []);
  const once = all.filter((notice, index) => all.findIndex(({ text }) => text === notice.text) === index);
  return once.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
