import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { queryAnswer } from '../../../../tests/frontend/support/frames';
import { saved } from '../../../../tests/frontend/support/saved-source';
import { viewerReads } from '../../../../tests/frontend/support/viewer';
import { dataSourceSettings } from '../../../query/settings';
import type { Options } from '../../types';
import { settingsOf } from '../settings';
import { UsualSection } from './UsualSection';

const { post } = vi.hoisted(() => ({ post: vi.fn<(url: string, body: unknown) => Promise<unknown>>() }));

vi.mock('@grafana/runtime', async (original) =>
  Object.assign({}, await original<object>(), { getBackendSrv: () => ({ post }) })
);

function show(json: Options = {}, readOnly = false) {
  let last: Options = json;
  function Host() {
    const [options, setOptions] = useState({ ...saved, readOnly, jsonData: json });
    const onOptionsChange = (next: typeof options) => {
      last = next.jsonData;
      setOptions(next);
    };
    return <UsualSection uid="store" settings={settingsOf({ options, onOptionsChange })} />;
  }
  render(<Host />);
  // What the backend would refuse throws here.
  return { user: userEvent.setup(), impact: () => dataSourceSettings.parse(last).impact };
}

const logs: Options = { logs: { endpoints: [{ name: 'main', url: 'http://loki:3100' }] } };

beforeEach(() => {
  viewerReads('en-US');
  post.mockReset();
});

describe('the section of what is usual', () => {
  it('takes a country whose name it knows, and the store’s again where it is emptied', async () => {
    const { user, impact } = show();
    const country = screen.getByLabelText(/^Country of holidays/);
    await user.type(country, 'kr');
    expect(impact().country).toBe('KR');
    expect(screen.getByText('South Korea')).toBeInTheDocument();
    await user.clear(country);
    expect(impact().country).toBeUndefined();
    await user.type(country, 'q1');
    expect(screen.getByText('There is no country of these two letters.')).toBeInTheDocument();
    expect(impact().country).toBeUndefined();
  });

  it('never saves weeks that the backend refuses', async () => {
    const { user, impact } = show();
    const weeks = screen.getByLabelText(/^Weeks of history/);
    await user.clear(weeks);
    await user.type(weeks, '12');
    expect(impact().baselineWeeks).toBe(12);
    await user.type(weeks, '0');
    expect(screen.getByText('Enter a whole number from 2 to 26.')).toBeInTheDocument();
    expect(impact().baselineWeeks).toBe(12);
  });

  it('adds campaigns once they are whole, the newest first, and removes them', async () => {
    const { user, impact } = show({
      impact: { campaigns: [{ name: 'Spring', from: '2026-03-01', to: '2026-03-02' }] },
    });
    const add = screen.getByRole('button', { name: 'Add campaign' });
    await user.type(screen.getByLabelText('Name'), 'Black Friday');
    await user.type(screen.getByLabelText('First day'), '2026-11-27');
    await user.type(screen.getByLabelText('Last day'), '2026-11-26');
    expect(screen.getByText('The last day is before the first.')).toBeInTheDocument();
    expect(add).toBeDisabled();
    await user.clear(screen.getByLabelText('Last day'));
    await user.click(add);
    expect(impact().campaigns).toEqual([
      { name: 'Black Friday', from: '2026-11-27', to: '2026-11-27' },
      { name: 'Spring', from: '2026-03-01', to: '2026-03-02' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Remove Spring' }));
    expect(impact().campaigns.map(({ name }) => name)).toEqual(['Black Friday']);
  });

  it('keeps words by code, and leaves emptied ones out so that the other language stands in', async () => {
    const { user, impact } = show();
    await user.type(screen.getByLabelText('Error code'), ' PSP_TIMEOUT ');
    await user.click(screen.getByRole('button', { name: 'Add code' }));
    const row = within(screen.getByRole('group', { name: 'PSP_TIMEOUT' }));
    await user.type(row.getByLabelText('English'), 'No answer');
    await user.type(row.getByLabelText('Korean'), '응답 없음');
    expect(impact().errorWords).toEqual({ PSP_TIMEOUT: { en: 'No answer', ko: '응답 없음' } });
    await user.clear(row.getByLabelText('Korean'));
    expect(impact().errorWords).toEqual({ PSP_TIMEOUT: { en: 'No answer' } });
    await user.click(row.getByRole('button', { name: 'Remove the words for PSP_TIMEOUT' }));
    expect(impact().errorWords).toEqual({});
  });

  it('lists codes of the logs without words as a to-do, until they have a place to be written in', async () => {
    const code = { error_code: 'CART_500', words: null, has_words: false, service: 'cart', errors: 3 };
    post.mockResolvedValue(
      queryAnswer({
        A: [
          code,
          { ...code, error_code: 'PSP_TIMEOUT', errors: 40, service: 'payments' },
          { ...code, error_code: 'OLD', has_words: true },
        ],
      })
    );
    const { user, impact } = show(logs);
    await user.click(screen.getByRole('button', { name: 'Look for codes without words' }));
    expect(await screen.findByText('To do: 2 error codes of the last 7 days have no words')).toBeInTheDocument();
    const [first] = screen.getAllByRole('button', { name: 'Write words' });
    await user.click(first ?? document.body);
    expect(impact().errorWords).toEqual({ PSP_TIMEOUT: { service: 'payments' } });
    expect(screen.getByText('To do: 1 error code of the last 7 days has no words')).toBeInTheDocument();
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      queries: [{ queryType: 'affected', show: 'codes', datasource: { uid: 'store' } }],
    });
  });

  it('says why the logs could not be asked', async () => {
    post.mockRejectedValue({
      status: 400,
      data: queryAnswer({ A: 'Loki “main” did not answer' }),
      config: { url: '' },
    });
    const { user } = show(logs);
    await user.click(screen.getByRole('button', { name: 'Look for codes without words' }));
    expect(await screen.findByText('Loki “main” did not answer')).toBeInTheDocument();
  });

  it('can’t be changed where a file provisions it, and speaks Korean', () => {
    viewerReads('ko-KR');
    show({ impact: { errorWords: { A: { en: 'x' } } } }, true);
    expect(screen.getByRole('region', { name: '평소 수준' })).toBeInTheDocument();
    expect(screen.getByLabelText('영어')).toBeDisabled();
    expect(screen.getByRole('button', { name: '캠페인 추가' })).toBeDisabled();
  });
});
