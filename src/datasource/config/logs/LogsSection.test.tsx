import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { saved } from '../../../../tests/frontend/support/saved-source';
import { viewerReads } from '../../../../tests/frontend/support/viewer';
import { dataSourceSettings } from '../../../query/settings';
import type { Options } from '../../types';
import { settingsOf, type ConfigProps } from '../settings';
import { LogsSection } from './LogsSection';

type Kept = ConfigProps['options'];

function show(json: Options, disabled = false, secureJsonFields: Kept['secureJsonFields'] = {}) {
  let last: Kept = { ...saved, jsonData: json, readOnly: disabled, secureJsonFields };
  function Host() {
    const [options, setOptions] = useState(last);
    const onOptionsChange = (next: Kept) => {
      last = next;
      setOptions(next);
    };
    return <LogsSection settings={settingsOf({ options, onOptionsChange })} />;
  }
  render(<Host />);
  return {
    user: userEvent.setup(),
    logs: () => dataSourceSettings.parse(last.jsonData).logs,
    secrets: () => last.secureJsonData,
    fields: () => last.secureJsonFields,
  };
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
    expect(secrets()).toEqual({ 'lokiToken.seoul': 'x' });
  });

  it('says that two endpoints can’t have one name', async () => {
    const { user, logs } = show(two);
    const seoul = screen.getByRole('group', { name: 'Loki “seoul”' });
    const name = within(seoul).getByLabelText(/^Name/);
    await user.clear(name);
    await user.type(name, 'main');
    await user.tab();
    expect(screen.getByText('Every Loki needs a name of its own.')).toBeInTheDocument();
    expect(logs().endpoints.map((endpoint) => endpoint.name)).toEqual(['main', 'seoul']);
  });

  it('takes typed secrets along to a new name, and leaves no kept one behind', async () => {
    const { user, logs, secrets, fields } = show(two, false, { 'lokiToken.seoul': true, 'lokiToken.main': true });
    const seoul = within(screen.getByRole('group', { name: 'Loki “seoul”' }));
    await user.click(seoul.getByRole('button', { name: /Certificates/ }));
    await user.type(seoul.getByLabelText(/^CA certificate/), 'pem');
    await user.clear(seoul.getByLabelText(/^Name/));
    await user.type(seoul.getByLabelText(/^Name/), 'busan');
    await user.tab();
    expect(logs().endpoints.map(({ name }) => name)).toEqual(['main', 'busan']);
    expect(secrets()).toEqual({ 'lokiToken.seoul': '', 'lokiCaCert.seoul': '', 'lokiCaCert.busan': 'pem' });
    expect(fields()).toMatchObject({ 'lokiToken.seoul': false, 'lokiToken.main': true });
  });

  it('keeps certificates as secrets and the rest of TLS as settings', async () => {
    const { user, logs, secrets } = show(two);
    const main = within(screen.getByRole('group', { name: 'Loki “main”' }));
    expect(main.queryByLabelText(/^Server name/)).not.toBeInTheDocument();
    await user.click(main.getByRole('button', { name: /Certificates/ }));
    await user.type(main.getByLabelText(/^Client certificate/), 'cert');
    await user.type(main.getByLabelText(/^Client key/), 'key');
    await user.type(main.getByLabelText(/^Server name/), 'loki.internal');
    await user.click(main.getByRole('checkbox', { name: /check Loki's certificate/ }));
    expect(main.getByText(/could read the credentials/)).toBeInTheDocument();
    expect(secrets()).toEqual({ 'lokiClientCert.main': 'cert', 'lokiClientKey.main': 'key' });
    expect(logs().endpoints[0]?.tls).toEqual({ serverName: 'loki.internal', skipVerify: true });
  });

  it('has the default again where a filter or a selector is emptied, which the backend would refuse', async () => {
    const { user, logs } = show({
      logs: { endpoints: [{ name: 'main', selector: '{app="x"}' }], errors: 'level="fatal"' },
    });
    await user.clear(screen.getByLabelText(/^Streams that may be read/));
    await user.clear(screen.getByLabelText(/^Which lines are errors/));
    expect(logs()).toMatchObject({
      endpoints: [{ selector: '{service_name=~".+"}' }],
      errors: 'level=~"error|critical"',
    });
  });

  it('takes an endpoint away with its secrets, and no other', async () => {
    const { user, logs, secrets } = show(two, false, { 'lokiPassword.main': true, 'lokiToken.seoul': true });
    const main = screen.getByRole('group', { name: 'Loki “main”' });
    await user.click(within(main).getByRole('button', { name: 'Remove' }));
    expect(logs().endpoints.map(({ name }) => name)).toEqual(['seoul']);
    expect(secrets()).toEqual({ 'lokiPassword.main': '' });
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
