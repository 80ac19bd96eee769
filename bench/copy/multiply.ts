/**
 * Makes a larger bulk result of orders from a smaller one, family by family and so in the same order: copies have ids, names
 * and tokens of their own and are some seconds apart; products stay. `bun bench/copy/multiply.ts <from> <to> <times>`;
 * its last line is the number of lines written.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const [from = '', to = '', times = '10'] = process.argv.slice(2);
const copies = Number(times);
const own =
  /((?:Order|LineItem|Customer|OrderTransaction|Fulfillment|Refund|Return|ReturnLineItem|RefundLineItem|SalesAgreement|[A-Za-z]*Agreement|[A-Za-z]*Sale)\\?\/\d+|"name":"#\d+|Token":"[0-9a-f]+|"confirmationNumber":"\w+)/g;
const seconds = /:(\d\d)Z"/g;

const out = createWriteStream(to, { highWaterMark: 1 << 20 });
let family: string[] = [];
let written = 0;

async function flush(): Promise<void> {
  const text = family.join('\n');
  const parts = Array.from({ length: family.length === 0 ? 0 : copies }, (_, at) =>
    text
      .replace(own, (found) => `${found}${at.toString()}`)
      .replace(seconds, (_all, second: string) => `:${String((Number(second) + at * 6) % 60).padStart(2, '0')}Z"`)
  );
  written += family.length * copies;
  family = [];
  if (parts.length > 0 && !out.write(`${parts.join('\n')}\n`)) {
    await once(out, 'drain');
  }
}

for await (const line of createInterface({ input: createReadStream(from) })) {
  if (!line.includes('"__parentId"')) {
    await flush();
  }
  family.push(line);
}
await flush();
out.end();
await once(out, 'finish');
console.log(written);
