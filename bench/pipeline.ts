/**
 * What the pipeline costs: the same lines through the whole of alloy/ and through an Alloy that only passes them on, one
 * after the other, several rounds. Lines a second and core are lines by the processor time that Alloy took, so that what
 * else runs on the machine counts little.
 */
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { push, type Line } from '../log-readers/push';
import { runAlloy } from '../tests/pipeline/alloy';
import { mixed } from './pipeline/lines';
import { used } from './pipeline/process';

const { values } = parseArgs({
  options: {
    alloy: { type: 'string' },
    lines: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
  },
});
if (values.alloy === undefined) {
  console.error('npm run bench:pipeline -- --alloy EXECUTABLE [--lines 100000] [--rounds 3]');
  process.exit(2);
}
const executable = values.alloy;
const count = Number(values.lines);

const sink = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(204).end());
});
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
const address = sink.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/loki/api/v1/push`;

const lines = mixed(count);
const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);

async function measured(whole: boolean) {
  const alloy = await runAlloy(executable, url, (text, file) =>
    whole || file !== 'source-push.alloy'
      ? text
      : text.replace('loki.process.firelens.receiver', 'loki.write.loki.receiver')
  );
  const entries = async () => {
    const sent = await alloy.count('loki_write_sent_entries_total', 'host');
    return Object.values(sent).reduce((sum, n) => sum + n, 0);
  };
  const all = (from: number, until: number): readonly Line[] =>
    lines.slice(from, until).map((text, index) => ({
      ns: BigInt(Date.now()) * 1_000_000n + BigInt(index),
      text,
      labels: { service_name: `service-${'abcdefgh'.charAt(index % 8)}` },
    }));
  try {
    const target = { url: alloy.at('push', '/loki/api/v1/push') };
    await push(target, all(0, 2000));
    await sleep(3_500);
    const [before, sentBefore, begun] = [used(alloy.pid), await entries(), performance.now()];
    await push(target, all(0, count));
    const taken = (performance.now() - begun) / 1000;
    let [sent, still] = [-1, 0];
    while (still < 4) {
      await sleep(1_000);
      const now = await entries();
      still = now === sent ? still + 1 : 0;
      sent = now;
    }
    const after = used(alloy.pid);
    return { cpu: after.cpu - before.cpu, peak: after.peak, taken, sent: sent - sentBefore };
  } finally {
    await alloy.stop();
  }
}

console.log(
  `${count} lines, ${(bytes / 1e6).toFixed(1)} MB, ${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}`
);
console.log(
  '| Pipeline | Lines a second and core | MB a second and core | Lines on to Loki | Taken in | Largest memory |'
);
console.log('|---|---:|---:|---:|---:|---:|');
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const whole of [true, false]) {
    const { cpu, peak, taken, sent } = await measured(whole);
    console.log(
      `| ${whole ? 'whole' : 'empty'} | ${Math.round(count / cpu)} | ${(bytes / 1e6 / cpu).toFixed(1)} | ${sent} | ${taken.toFixed(1)} s | ${peak.toFixed(0)} MB |`
    );
  }
}
sink.close();
