/**
 * Error rates of the impact statistics on simulated shops, all from fixed seeds: false alarms as the shipped rules run,
 * losses noticed and how soon, and how often the intervals hold the truth. `--shops 6` per line of the table.
 */
import { parseArgs } from 'node:util';
import { chance } from './statistics/chance';
import { day, kinds, simulate, week } from './statistics/shop';
import { bucketMs, judge, origin, perWeek, withLoss } from './statistics/trial';

const { values } = parseArgs({ options: { shops: { type: 'string', default: '6' } } });
const shopsEach = Number(values.shops);
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
  for (let seed = 1; seed <= shopsEach; seed++) {
    const series = judge(simulate(kind, phi, ordersPerDay, 4, seed * 7919));
    pages += perWeek(series, 4) / shopsEach;
    tickets += perWeek(series, 2) / shopsEach;
    errorAlarms += perWeek(series, 3) / shopsEach;
  }
  return { name: `${kind}, φ ${phi}, ${ordersPerDay} a day`, pages: pages * 4, tickets, errorAlarms };
}

console.log(`${shopsEach} shops each, 4 weeks judged every 5 minutes after 8 weeks of history\n`);
console.log('| nothing is broken | false pages in 4 weeks (≤ 1) | false tickets a week (≤ 1) | error alarms a week |');
console.log('|---|---|---|---|');
for (const ordersPerDay of [2880, 200, 20]) {
  for (const kind of kinds) {
    for (const phi of [1, 1.5, 2.5]) {
      const { name, pages, tickets, errorAlarms } = falseAlarms(kind, phi, ordersPerDay);
      console.log(`| ${name} | ${pages.toFixed(2)} | ${tickets.toFixed(2)} | ${errorAlarms.toFixed(2)} |`);
    }
  }
}

console.log(
  '\n| loss for 3 h at noon or in the evening | noticed | median delay (min) | 80 % interval holds | 95 % interval holds |'
);
console.log('|---|---|---|---|---|');
for (const phi of [1, 1.5, 2.5]) {
  for (const share of [1, 0.7, 0.5, 0.3]) {
    const delays: number[] = [];
    let [tried, in80, in95] = [0, 0, 0];
    for (let seed = 1; seed <= shopsEach * 3; seed++) {
      const random = chance(seed * 104_729 + share * 1000);
      const whole = simulate('seasonal', phi, 2880, 1, seed * 7919);
      const from =
        whole.historyMinutes + day + Math.floor(random.uniform() * 4) * day + (seed % 2 === 0 ? 12 : 19) * 60;
      const { shop, lost } = withLoss(whole, { from, to: from + 180, share }, () => random.uniform());
      const starts = origin + from * minuteMs;
      const ends = starts + 180 * minuteMs;
      tried += 1;
      const hit = judge(shop, false).episodes.find(
        (each) => each.detected >= starts && each.detected < ends + 30 * minuteMs
      );
      if (hit !== undefined) {
        delays.push((hit.detected + bucketMs - starts) / minuteMs);
        const { interval80, interval95 } = hit.shortfall;
        in80 += interval80.low <= lost && lost <= interval80.high ? 1 : 0;
        in95 += interval95.low <= lost && lost <= interval95.high ? 1 : 0;
      }
    }
    const found = delays.length;
    console.log(
      `| −${percent(share)}, φ ${phi} | ${percent(found / tried)} of ${tried} | ${median(delays).toFixed(0)} | ` +
        `${percent(in80 / found)} | ${percent(in95 / found)} |`
    );
  }
}
console.log(`\nA week has ${week} minutes; the shop's clock never changes. Losses are judged without error lines.`);
