import { describe, expect, it } from 'vitest';
import { parseHandshake } from './handshake';

describe('parseHandshake', () => {
  it.each([
    ['1|2|unix|/tmp/plugin123|grpc|', 'unix:/tmp/plugin123'],
    ['1|2|tcp|127.0.0.1:10000|grpc\n', '127.0.0.1:10000'],
  ])('reads %j', (line, address) => {
    expect(parseHandshake(line)).toEqual({ address });
  });

  it.each(['', 'hello', '1|2|unix', '2|2|unix|/x|grpc', '1|3|unix|/x|grpc', '1|2|unix|/x|netrpc', '1|2|udp|x|grpc'])(
    'refuses %j',
    (line) => {
      expect(() => parseHandshake(line)).toThrow(/backend/);
    }
  );
});
