/**
 * Sends recorded and made inputs through the files of alloy/ in a real Alloy to a real Loki, reads them back, and compares
 * them with tests/pipeline/expected. `--alloy` is an executable: what is tested is this project's configuration, which it
 * is started with. `--loki` is an address, to which nobody else may write meanwhile and which refuses old lines as Loki does by default, or an executable. `--update` writes
 * the expected files anew, with sampling off so that they have every line; `--only NAME` runs inputs whose name has NAME.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runAlloy } from '../tests/pipeline/alloy';
import { differences, expect, expectedOf } from '../tests/pipeline/compare';
import { loki as lokiAt } from '../tests/pipeline/loki';
import { made } from '../tests/pipeline/made';
import { recorded, recordings, snippets } from '../tests/pipeline/recorded';
import { run } from '../tests/pipeline/run';
import { rowOf, tableOf } from '../tests/pipeline/table';

const { values } = parseArgs({
  options: {
    alloy: { type: 'string' },
    loki: { type: 'string' },
    update: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
if (values.alloy === undefined || values.loki === undefined) {
  console.error('npm run test:pipeline -- --alloy EXECUTABLE --loki ADDRESS-OR-EXECUTABLE [--update] [--only NAME]');
  process.exit(2);
}
if (!existsSync(recordings)) {
  console.log(`The recorded inputs are absent (${recordings}): what this project made itself runs alone.`);
}
const inputs = [...(existsSync(recordings) ? recorded() : []), ...snippets(), ...made()].filter(({ name }) =>
  name.includes(values.only)
);
const unsampled = (text: string): string => text.replace(/rate( +)= 0\.1\b/, 'rate$1= 1.0');

const loki = await lokiAt(values.loki);
const alloy = await runAlloy(values.alloy, `${loki.url}/loki/api/v1/push`, values.update ? unsampled : undefined).catch(
  async (error: unknown) => {
    await loki.stop();
    throw error;
  }
);
const rows = [];
let wrong = 0;
try {
  for (const input of inputs) {
    const expected = values.update ? undefined : expectedOf(input.name);
    const seen = await run(alloy, loki, input, expected);
    const told = [
      ...seen.broken,
      ...(values.update ? [] : expected === undefined ? ['there is no expected file'] : differences(expected, seen)),
    ];
    if (values.update) {
      expect(input.name, seen);
    }
    wrong += told.length > 0 ? 1 : 0;
    console.log(`${told.length > 0 ? '✗' : '✓'} ${input.name}`);
    for (const each of told) {
      console.log(`    ${each}`);
    }
    rows.push(rowOf(input, seen));
  }
} finally {
  await alloy.stop();
  await loki.stop();
}
console.log(`\n${tableOf(rows)}\n\n${inputs.length} inputs, ${wrong} not as expected. Loki ${loki.version}`);
process.exitCode = wrong > 0 ? 1 : 0;
