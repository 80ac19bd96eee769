import { expect, test } from 'vitest';
import { childEnvironment } from './environment';

test('a child has the variables that every process needs, and those it is given', () => {
  const own = {
    TZ: 'Asia/Seoul',
    TMPDIR: '/var/tmp',
    AWS_SECRET_ACCESS_KEY: 'hidden',
    HTTPS_PROXY: 'hidden',
    TMP: undefined,
  };
  expect(childEnvironment(own, { NO_PROXY: '*' })).toEqual({ TZ: 'Asia/Seoul', TMPDIR: '/var/tmp', NO_PROXY: '*' });
});
