import { kinds } from './shop';
import { falseAlarmRatio, powerAt, powerOfCheckouts, powerOfPayments } from './single';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const phis = [1, 1.5, 2.5];

/** Error rates of single tests, as Markdown: false alarms over the nominal level, and power at the required counts. */
export function* singleTables(shops: number, firstSeed: number): Generator<string> {
  const asked = { shops, firstSeed, ordersPerDay: 2880 };
  yield '| one window, nothing is lost | windows | false alarms at 5 % over nominal (± standard error) | at 1 % (≤ 1.2; promotional ≤ 2) |';
  yield '|---|---|---|---|';
  for (const kind of kinds) {
    for (const phi of phis) {
      const [five, one] = [0.05, 0.01].map((level) => falseAlarmRatio({ ...asked, kind, phi }, level));
      const told = [five, one].map((each) => `${each?.ratio.toFixed(2) ?? ''} ± ${each?.error.toFixed(2) ?? ''}`);
      yield `| ${kind}, φ ${String(phi)} | ${String(five?.windows ?? 0)} | ${told.join(' | ')} |`;
    }
  }
  yield '';
  yield '| loss in a window that holds what is required | expected over required | called at 1 % (≥ 80 %) | called at 0.01 % in the window required for that (≥ 80 %) |';
  yield '|---|---|---|---|';
  for (const phi of phis) {
    for (const drop of [1, 0.7, 0.5, 0.3]) {
      const [watch, alarm] = [0.01, 0.0001].map((level) =>
        powerAt({ ...asked, kind: 'seasonal', phi, shops: Math.max(1, Math.ceil(shops / 4)) }, drop, level)
      );
      const told = [watch, alarm].map((each) => `${percent(each?.power ?? NaN)} of ${String(each?.windows ?? 0)}`);
      yield `| −${percent(drop)}, φ ${String(phi)} | ${watch?.held.toFixed(2) ?? ''} | ${told.join(' | ')} |`;
    }
  }
  yield '';
  yield '| other signals, at the count that they ask for | called at 1 % (≥ 80 %) |';
  yield '|---|---|';
  for (const share of [0.02, 0.05, 0.15]) {
    const { tried, power } = powerOfPayments(share, { ...asked, kind: 'seasonal', phi: 1.5, ordersPerDay: 200 });
    yield `| failed payments, usually ${percent(share)}, risen | ${percent(power)} of ${String(tried)} |`;
  }
  for (const share of [0.2, 0.4, 0.7]) {
    const rounds = shops * 250;
    yield `| checkouts that met an error, of the others ${percent(share)} buy, halved | ${percent(powerOfCheckouts(share, rounds, firstSeed))} of ${String(rounds)} |`;
  }
}
