/**
 * Error rates of the impact statistics on simulated shops, all from fixed seeds: false alarms as the shipped rules run,
 * losses noticed and how soon, and how often the intervals hold the truth.
 * `--shops 6 --losses 30 --single 12`: shops per line of the first table (0 leaves it out), losses per line of the second
 * (0 leaves it out), shops per line of those of single tests (0 leaves them out);
 * `--first 5000 --phi 2.5 --share 0.3`: other seeds, and one line of the second table alone.
 */
import { parseArgs } from 'node:util';
import { chance } from './statistics/chance';
import { day, kinds, simulate, week } from './statistics/shop';
import { singleTables } from './statistics/single-tables';
import { judge, origin, perWeek, shortfallWithin, withLoss } from './statistics/trial';

const { values } = parseArgs({
  options: {
    shops: { type: 'string', default: '6' },
    losses: { type: 'string', default: '30' },
    single: { type: 'string', default: '12' },
    first: { type: 'string', default: '1' },
    phi: { type: 'string' },
    share: { type: 'string' },
  },
});
const shopsEach = Number(values.shops);
const lossesEach = Number(values.losses);
const firstSeed = Number(values.first);
const minuteMs = 60_000;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

interface Line {
  readonly name: string;
  readonly pages: number;
  readonly tickets: number;
  readonly errorAlarms: number;
}

function falseAlarms(kind: (typeof kinds)[number], phi: number, ordersPerDay: number): Line {
  let [pages, tickets, errorAlarms] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + shopsEach; seed++) {
    const series = judge(simulate(kind, phi, ordersPerDay, 4, seed * 7919));
    pages += perWeek(series, 4) / shopsEach;
    tickets += perWeek(series, 2) / shopsEach;
    errorAlarms += perWeek(series, 3) / shopsEach;
  }
  return { name: `${kind}, φ ${phi}, ${ordersPerDay} a day`, pages: pages * 4, tickets, errorAlarms };
}

console.log(`${shopsEach} shops each, 4 weeks judged every 5 minutes after 8 weeks of history\n`);
if (Number(values.single) > 0) {
  for (const line of singleTables(Number(values.single), firstSeed)) {
    console.log(line);
  }
  console.log('');
}
console.log('| nothing is broken | false pages in 4 weeks (≤ 1) | false tickets a week (≤ 1) | error alarms a week |');
console.log('|---|---|---|---|');
for (const ordersPerDay of shopsEach > 0 ? [2880, 200, 20] : []) {
  for (const kind of kinds) {
    for (const phi of [1, 1.5, 2.5]) {
      const { name, pages, tickets, errorAlarms } = falseAlarms(kind, phi, ordersPerDay);
      console.log(`| ${name} | ${pages.toFixed(2)} | ${tickets.toFixed(2)} | ${errorAlarms.toFixed(2)} |`);
    }
  }
}

const holds = ({ low, high }: { readonly low: number; readonly high: number }, truth: number) =>
  Math.max(0, low) <= truth && truth <= Math.max(0, high) ? 1 : 0;

/** Losses put in, and how many of the intervals held what they cost: of the window given, and of the one found. */
class Losses {
  tried = 0;
  readonly delays: number[] = [];
  readonly begins: number[] = [];
  given = { in80: 0, in95: 0 };
  found = { in80: 0, in95: 0 };

  add(other: Losses): void {
    this.tried += other.tried;
    this.delays.push(...other.delays);
    this.begins.push(...other.begins);
    for (const name of ['given', 'found'] as const) {
      this[name] = { in80: this[name].in80 + other[name].in80, in95: this[name].in95 + other[name].in95 };
    }
  }

  row(name: string): string {
    const { length } = this.delays;
    const near = this.begins.filter((minutes) => Math.abs(minutes) <= 15).length;
    const shares = [length / this.tried, near / length].map(percent);
    const covered = [this.given, this.found].flatMap(({ in80, in95 }, at) =>
      [in80, in95].map((count) => percent(count / (at === 0 ? this.tried : length)))
    );
    return `| ${name} | ${shares[0] ?? ''} of ${String(this.tried)} | ${median(this.delays).toFixed(0)} | ${shares[1] ?? ''} | ${covered.join(' | ')} |`;
  }
}

function lossesOf(phi: number, share: number): Losses {
  const losses = new Losses();
  for (let seed = firstSeed; seed < firstSeed + lossesEach; seed++) {
    const random = chance(seed * 104_729 + share * 1000);
    const whole = simulate('seasonal', phi, 2880, 1, seed * 7919);
    const from = whole.historyMinutes + day + Math.floor(random.uniform() * 4) * day + (seed % 2 === 0 ? 12 : 19) * 60;
    const loss = { from, to: from + 180, share };
    const { shop, lost } = withLoss(whole, loss, () => random.uniform());
    const starts = origin + from * minuteMs;
    const ends = starts + 180 * minuteMs;
    losses.tried += 1;
    const given = shortfallWithin(shop, loss);
    losses.given.in80 += holds(given.interval80, lost);
    losses.given.in95 += holds(given.interval95, lost);
    const hit = judge(shop, false).episodes.find(
      (each) => each.detected > starts && each.detected < ends + 30 * minuteMs
    );
    if (hit !== undefined) {
      losses.delays.push((hit.detected - starts) / minuteMs);
      losses.begins.push((hit.start - starts) / minuteMs);
      losses.found.in80 += holds(hit.shortfall.interval80, lost);
      losses.found.in95 += holds(hit.shortfall.interval95, lost);
    }
  }
  return losses;
}

const columns = [
  'loss for 3 h at noon or in the evening',
  'noticed',
  'median delay (min)',
  'beginning told within 15 min',
  'window given: 80 % interval holds',
  '95 %',
  'as noticed: 80 % interval holds',
  '95 %',
];
console.log(`\n| ${columns.join(' | ')} |`);
console.log(`|${'---|'.repeat(columns.length)}`);
const all = new Losses();
for (const phi of values.phi === undefined ? [1, 1.5, 2.5] : [Number(values.phi)]) {
  for (const share of lossesEach === 0
    ? []
    : values.share === undefined
      ? [1, 0.7, 0.5, 0.3]
      : [Number(values.share)]) {
    const losses = lossesOf(phi, share);
    all.add(losses);
    console.log(losses.row(`−${percent(share)}, φ ${String(phi)}`));
  }
}
console.log(all.row('all'));
console.log(`\nA week has ${week} minutes; the shop's clock never changes. Losses are judged without error lines.`);
