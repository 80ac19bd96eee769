import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { snappyUncompress } from 'hyparquet';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A line as it arrives at Loki. */
export interface Arrived {
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly line: string;
}

export interface Sink {
  readonly url: string;
  readonly lines: Arrived[];
  readonly close: () => void;
}

/** Takes Loki's push requests, protobuf in snappy as Alloy sends them. */
export async function lokiSink(): Promise<Sink> {
  const lines: Arrived[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      lines.push(...linesOf(body));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/loki/api/v1/push`, lines, close: () => server.close() };
}

/** Fields of a message by number, each as the bytes of its length-delimited values. */
function fieldsOf(bytes: Uint8Array): ReadonlyMap<number, readonly Uint8Array[]> {
  const reader = new BinaryReader(bytes);
  const fields = new Map<number, Uint8Array[]>();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (type === WireType.LengthDelimited) {
      const values = fields.get(number) ?? [];
      fields.set(number, values);
      values.push(reader.bytes());
    } else {
      reader.skip(type);
    }
  }
  return fields;
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** PushRequest{streams=1}, Stream{labels=1, entries=2}, Entry{line=2, metadata=3}, pair{name=1, value=2}. */
function linesOf(body: Uint8Array): readonly Arrived[] {
  const plain = new Uint8Array(new BinaryReader(body).uint32());
  snappyUncompress(body, plain);
  return (fieldsOf(plain).get(1) ?? []).flatMap((stream) => {
    const fields = fieldsOf(stream);
    const written = text(fields.get(1)?.[0]);
    const labels = Object.fromEntries(
      [...written.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
    );
    return (fields.get(2) ?? []).map(fieldsOf).map((entry) => ({
      labels,
      metadata: Object.fromEntries(
        (entry.get(3) ?? []).map(fieldsOf).map((pair) => [text(pair.get(1)?.[0]), text(pair.get(2)?.[0])])
      ),
      line: text(entry.get(2)?.[0]),
    }));
  });
}
