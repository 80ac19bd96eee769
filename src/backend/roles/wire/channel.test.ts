import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Channel, type Message } from './channel';
import { sinkOf } from './sink';

function pair() {
  const pipe = new PassThrough();
  const channel = new Channel(sinkOf(pipe));
  const messages: Message[] = [];
  const heard = new Channel(sinkOf(new PassThrough())).listen(pipe, (message) => void messages.push(message));
  const end = async () => {
    pipe.end();
    await heard;
    return messages;
  };
  return { channel, end };
}

const message = (id: number, value: unknown) => ({ kind: 'event', id, note: 0, value });
const long = { text: 'x'.repeat(3_000_000) };

describe('a channel', () => {
  test('sends long and short messages in their order', async () => {
    const { channel, end } = pair();
    const values = [1, long, 2, [long, long], 3];
    await Promise.all(values.map((value, at) => channel.send(message(at, value))));
    expect((await end()).map(({ value }) => value)).toEqual(values);
  });

  test('goes on after a value that cannot be sent, of which the other side sees nothing', async () => {
    const { channel, end } = pair();
    const sent = [{ run: () => 1 }, { ...long, run: () => 1 }, 'after'].map((value, at) =>
      channel.send(message(at, value))
    );
    const results = await Promise.allSettled(sent);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect((await end()).map(({ value }) => value)).toEqual(['after']);
  });

  test('stops sending what nobody waits for', async () => {
    const { channel, end } = pair();
    const controller = new AbortController();
    const sent = channel.send(message(1, long), controller.signal);
    controller.abort();
    await Promise.all([sent, channel.send(message(2, 'after'))]);
    expect((await end()).map(({ value }) => value)).toEqual(['after']);
  });

  test('has written a short message when send returns', async () => {
    const pipe = new PassThrough();
    const channel = new Channel(sinkOf(pipe));
    const first = channel.send(message(1, 'a'));
    const length = pipe.readableLength;
    const second = channel.send(message(1, 'a'));
    expect(length).toBeGreaterThan(0);
    expect(pipe.readableLength).toBe(2 * length);
    await Promise.all([first, second]);
  });
});
