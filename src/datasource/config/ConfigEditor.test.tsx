import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { saved } from '../../../tests/frontend/support/saved-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { dataSourceSettings } from '../../query/settings';
import ConfigEditor from './ConfigEditor';
import type { ConfigProps } from './settings';

type Settings = ConfigProps['options'];

const blank: Settings = saved;

const connected: Settings = {
  ...blank,
  jsonData: { shop: 'harbor-and-pine.myshopify.com', authMethod: 'client', clientId: 'id' },
  secureJsonFields: { clientSecret: true },
};

const connection = {
  shop: {
    name: 'Harbor & Pine',
    domain: 'harbor-and-pine.myshopify.com',
    plan: 'Basic',
    timezone: 'America/New_York',
    currency: 'USD',
  },
  apiVersion: { asked: '2026-07', served: '2026-10' },
  scopes: [
    { scope: 'read_orders', granted: true, without: '' },
    { scope: 'read_reports', granted: false, without: 'No sessions and no conversion.' },
  ],
  history: { days: 60, text: 'Orders of the last 60 days' },
  budget: { graphql: { available: 1990.5, maximum: 2000, restoreRate: 100 } },
  notices: ['The app may write products, which nothing here needs.'],
};

const { get } = vi.hoisted(() => ({ get: vi.fn<(url: string, params?: unknown) => Promise<unknown>>() }));

vi.mock('@grafana/runtime', async (original) =>
  Object.assign({}, await original<object>(), {
    getBackendSrv: () => ({ get: (url: string, params?: unknown) => get(url, params) }),
  })
);

function show(settings: Settings) {
  const kept: Settings[] = [];
  function Host() {
    const [options, setOptions] = useState(settings);
    const onOptionsChange = (next: Settings) => {
      kept.push(next);
      setOptions(next);
    };
    return <ConfigEditor options={options} onOptionsChange={onOptionsChange} />;
  }
  render(<Host />);
  return { user: userEvent.setup(), last: () => kept.at(-1) };
}

beforeEach(() => {
  viewerReads('en-US');
  get.mockReset().mockResolvedValue(connection);
});

describe('the config editor', () => {
  it.each([
    ['en-US', 'Authentication', 'Personal data'],
    ['ko-KR', '인증', '개인정보'],
  ] as const)('speaks %s', (language, ...titles) => {
    viewerReads(language);
    show(blank);
    for (const title of titles) {
      expect(screen.getByRole('region', { name: title })).toBeInTheDocument();
    }
  });

  it.each([
    ['https://Harbor-And-Pine.myshopify.com/admin', 'harbor-and-pine.myshopify.com'],
    ['https://admin.shopify.com/store/harbor-and-pine/orders', 'harbor-and-pine.myshopify.com'],
    ['harbor-and-pine', 'harbor-and-pine.myshopify.com'],
  ])('makes a domain out of %s', async (typed, domain) => {
    const { user, last } = show(blank);
    await user.type(screen.getByLabelText(/Store domain/), typed);
    await user.tab();
    expect(last()?.jsonData.shop).toBe(domain);
    expect(screen.queryByText(/not a .myshopify.com domain/)).not.toBeInTheDocument();
  });

  it('says at once that a domain of the store’s own can’t be used', async () => {
    const { user } = show(blank);
    await user.type(screen.getByLabelText(/Store domain/), 'shop.example.com');
    expect(await screen.findByText(/not a .myshopify.com domain/)).toBeInTheDocument();
  });

  it('keeps secrets apart from settings', async () => {
    const { user, last } = show(blank);
    await user.type(screen.getByRole('textbox', { name: /Client id/ }), 'id');
    await user.type(screen.getByLabelText(/Client secret/), 'hush');
    expect(last()?.secureJsonData).toEqual({ clientSecret: 'hush' });
    expect(last()?.jsonData).toEqual({ clientId: 'id' });
    await user.click(screen.getByRole('radio', { name: 'Access token' }));
    expect(last()?.jsonData.authMethod).toBe('token');
    expect(screen.getByLabelText(/Access token/, { selector: 'input[type=password]' })).toBeInTheDocument();
  });

  it('replaces a configured secret only after it was reset', async () => {
    const { user, last } = show(connected);
    expect(screen.getByLabelText(/Client secret/)).toBeDisabled();
    await user.click(screen.getByRole('button', { name: /reset/i }));
    expect(last()?.secureJsonFields).toEqual({ clientSecret: false });
  });

  it('switches personal data on kind by kind and warns what that means', async () => {
    const { user, last } = show(blank);
    await user.click(screen.getByRole('checkbox', { name: /Email addresses/ }));
    await user.click(screen.getByRole('checkbox', { name: /Names/ }));
    expect(last()?.jsonData.allowProtected).toEqual(['name', 'email']);
    expect(screen.getByText(/will be able to read these fields/)).toBeInTheDocument();
    expect(dataSourceSettings.safeParse(last()?.jsonData).success).toBe(true);
  });

  it('can’t be changed where it is provisioned by a file', () => {
    show({ ...connected, readOnly: true });
    expect(screen.getByLabelText(/Store domain/)).toBeDisabled();
    expect(screen.getByText(/provisioned by a file/)).toBeInTheDocument();
  });
});

describe('the connection panel', () => {
  it('asks nothing before there is something to ask with', () => {
    show(blank);
    expect(screen.getByText(/choose “Save & test”/)).toBeInTheDocument();
    expect(get).not.toHaveBeenCalled();
  });

  it('shows the shop, what is missing and what that costs, and how far back it sees', async () => {
    show(connected);
    const region = within(screen.getByRole('region', { name: 'Connection' }));
    expect(await region.findByText('Harbor & Pine (harbor-and-pine.myshopify.com)')).toBeInTheDocument();
    for (const text of [
      'Basic',
      'America/New_York',
      'USD',
      'Orders of the last 60 days',
      '2026-10 answered instead of 2026-07',
      '1,990 of 2,000 points, 100 more each second',
      'read_orders',
      'read_reports',
      'No sessions and no conversion.',
      'The app may write products, which nothing here needs.',
    ]) {
      expect(region.getByText(text)).toBeInTheDocument();
    }
    expect(get).toHaveBeenCalledWith('/api/datasources/uid/store/resources/connection', { lang: 'en-US' });
  });

  it('says why the store could not be asked, and asks again on demand', async () => {
    get.mockRejectedValue({ status: 400, data: { message: 'Shopify: there is no such store.' }, config: {} });
    const { user } = show(connected);
    expect(await screen.findByText('Shopify: there is no such store.')).toBeInTheDocument();
    get.mockResolvedValue(connection);
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByText(/Harbor & Pine/)).toBeInTheDocument();
  });

  it('asks again after a save', async () => {
    const { rerender } = render(<ConfigEditor options={connected} onOptionsChange={() => undefined} />);
    await waitFor(() => expect(get).toHaveBeenCalledTimes(1));
    rerender(<ConfigEditor options={{ ...connected, version: 2 }} onOptionsChange={() => undefined} />);
    await waitFor(() => expect(get).toHaveBeenCalledTimes(2));
  });
});

describe('the owned copy in the settings editor', () => {
  const copying: Settings = {
    ...connected,
    jsonData: { ...connected.jsonData, copy: { enabled: true, personal: ['orders'] } },
  };
  const told = (copy: object) =>
    get.mockImplementation((url) => Promise.resolve(url.endsWith('/resources/copy') ? copy : connection));

  it('is off until it is switched on, and then told in the model', async () => {
    told({ state: 'off', offReason: 'notEnabled', reason: 'It is switched off.' });
    const { user, last } = show(connected);
    expect(screen.queryByText('Share of the API budget')).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /Keep a copy/ }));
    expect(last()?.jsonData.copy).toEqual({ enabled: true });
    expect(await screen.findByText('It is switched off.')).toBeInTheDocument();
    expect(screen.getByText(/copy_root = /)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the Data page' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/data?ds=store'
    );
  });

  it('warns that personal data will be wiped', async () => {
    told({ state: 'current', directory: '/copies', personal: { orders: true, customers: false, roles: ['Admin'] } });
    const { user, last } = show(copying);
    expect(await screen.findByText(/Copies lie in \/copies/)).toBeInTheDocument();
    expect(screen.queryByText(/Saving wipes/)).not.toBeInTheDocument();
    const kinds = within(screen.getByRole('group', { name: 'Personal data to keep' }));
    await user.click(kinds.getByRole('checkbox', { name: /Orders/ }));
    expect(last()?.jsonData.copy).toEqual({ enabled: true, personal: [] });
    expect(await screen.findByText('Saving wipes the personal data that is stored: Orders')).toBeInTheDocument();
  });

  it('refuses what is no metafield', async () => {
    told({ state: 'current' });
    const { user, last } = show(copying);
    const field = await screen.findByPlaceholderText('products:custom.material');
    await user.type(field, 'custom.material{Enter}');
    expect(await screen.findByText(/“custom.material” is not written as/)).toBeInTheDocument();
    await user.type(field, 'products:custom.material{Enter}');
    expect(last()?.jsonData.copy).toMatchObject({ metafields: ['products:custom.material'] });
  });
});
