import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { viewerReads } from '../../../../tests/frontend/support/viewer';
import { dataSourceSettings } from '../../../query/settings';
import type { Options } from '../../types';
import type { Settings } from '../settings';
import { LogsSection } from './LogsSection';

function show(json: Options, disabled = false) {
  let last = json;
  const secrets = new Map<string, string>();
  function Host() {
    const [options, setOptions] = useState(json);
    const settings: Settings = {
      json: options,
      disabled,
      isSet: () => false,
      secret: () => '',
      change: (patch) => {
        last = { ...options, ...patch };
        setOptions(last);
      },
      changeSecret: (name, value) => secrets.set(name, value),
      resetSecret: () => undefined,
    };
    return <LogsSection settings={settings} />;
  }
  render(<Host />);
  return { user: userEvent.setup(), logs: () => dataSourceSettings.parse(last).logs, secrets };
}

const two: Options = { logs: { endpoints: [{ name: 'main' }, { name: 'seoul', auth: 'bearer' }] } };

beforeEach(() => {
  viewerReads('en-US');
});

describe('the section of logs', () => {
  it('connects a Loki with what the backend reads, and keeps every default', async () => {
    const { user, logs } = show({});
    expect(screen.getByText(/No Loki is connected/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Add a Loki' }));
    await user.type(screen.getByLabelText(/^Address/), 'http://loki:3100');
    expect(logs()).toEqual({
      endpoints: [{ name: 'main', url: 'http://loki:3100', auth: 'none', selector: '{service_name=~".+"}' }],
      errors: 'level=~"error|critical"',
      lagSeconds: 60,
    });
  });

  it('keeps a secret by the name of its endpoint', async () => {
    const { user, secrets } = show(two);
    const seoul = screen.getByRole('group', { name: 'Loki “seoul”' });
    await user.type(within(seoul).getByLabelText(/^Bearer token/), 'x');
    expect([...secrets.keys()]).toEqual(['lokiToken.seoul']);
  });

  it('says that two endpoints can’t have one name', async () => {
    const { user } = show(two);
    const seoul = screen.getByRole('group', { name: 'Loki “seoul”' });
    const name = within(seoul).getByLabelText(/^Name/);
    await user.clear(name);
    await user.type(name, 'main');
    expect(screen.getAllByText('Every Loki needs a name of its own.')).toHaveLength(2);
  });

  it('takes an endpoint away, and no other', async () => {
    const { user, logs } = show(two);
    const main = screen.getByRole('group', { name: 'Loki “main”' });
    await user.click(within(main).getByRole('button', { name: 'Remove' }));
    expect(logs().endpoints.map(({ name }) => name)).toEqual(['seoul']);
  });

  it('never saves a lag that the backend refuses', async () => {
    const { user, logs } = show(two);
    const lag = screen.getByLabelText(/^Seconds until/);
    await user.clear(lag);
    await user.type(lag, '99999');
    expect(screen.getByText(/whole number from 0 to 3600/)).toBeInTheDocument();
    expect(logs().lagSeconds).toBeLessThanOrEqual(3600);
  });

  it('can’t be changed where a file provisions it, and speaks Korean', () => {
    viewerReads('ko-KR');
    show(two, true);
    expect(screen.getByRole('button', { name: 'Loki 추가' })).toBeDisabled();
    expect(screen.getAllByLabelText(/^주소/)[0]).toBeDisabled();
  });
});
