import { entities } from '../../src/backend/sync/entities';
import { plan, type EntityPlan } from '../../src/backend/sync/plan/plan';

const begin = '<!-- table: begin -->';
const end = '<!-- table: end -->';

/** A page with its table made anew. */
export function withSyncTable(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`docs/sync.md has no ${begin} … ${end}`);
  }
  return `${page.slice(0, from + begin.length)}\n\n${syncTable()}\n\n${page.slice(to)}`;
}

function syncTable(): string {
  const head =
    '| entity | changes | every | what that does not see | read again | deletions | history | points a look |';
  const rows = entities.map((entity) => {
    const one = plan[entity];
    const cells = [
      `\`${entity}\``,
      changesOf(one),
      timeOf(one.every),
      one.blind === '' ? '–' : one.blind,
      wholeOf(one),
      deletionsOf(one),
      one.history ? 'one row a change' : '–',
      String(one.points),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [head, '|---|---|---|---|---|---|---|---|', ...rows].join('\n');
}

function changesOf({ root, changes, search }: EntityPlan): string {
  if (changes.by === 'whole') {
    return `\`${root}\`, read whole`;
  }
  const order = changes.sorted ? '' : ', in no order of time';
  return `\`${root}\` by \`${changes.filter}\`${search === undefined ? '' : ', narrowed'}${order}`;
}

function wholeOf({ snapshot, unsettled }: EntityPlan): string {
  if (unsettled !== undefined) {
    const { every, most, age } = unsettled;
    return `those of ${timeOf(age)} that await payment, by id: ${most} every ${timeOf(every)}`;
  }
  return snapshot === undefined ? '–' : `every ${timeOf(snapshot)}`;
}

function deletionsOf({ destroyed, sweep }: EntityPlan): string {
  const ways = [
    ...(destroyed.length === 0 ? [] : [`events \`destroy\` of ${destroyed.join(', ')}`]),
    ...(sweep === undefined ? [] : [`all ids every ${timeOf(sweep)}`]),
  ];
  return ways.length === 0 ? '–' : ways.join('; ');
}

function timeOf(milliseconds: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const;
  const [name, size] = units.find(([, length]) => milliseconds % length === 0) ?? ['ms', 1];
  return `${milliseconds / size} ${name}`;
}
