import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { store } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { queryTypes, shopscopeQuery } from '../../query';
import type { ShopscopeQuery } from '../types';
import { examples } from './examples';
import QueryHelp from './QueryHelp';

beforeEach(() => viewerReads('en-US'));

describe('query help', () => {
  it('has an example of every type, each a query that the backend reads', () => {
    expect(new Set(examples.map(({ query }) => query.queryType))).toEqual(new Set(queryTypes));
    for (const { query } of examples) {
      expect(shopscopeQuery.safeParse(query).error).toBeUndefined();
    }
  });

  it.each([
    ['en-US', 'Use example: Latest orders'],
    ['ko-KR', '예시 사용: 최근 주문'],
  ] as const)('puts an example into the editor, in %s', async (language, name) => {
    viewerReads(language);
    const onClickExample = vi.fn<(query: ShopscopeQuery) => void>();
    const query: ShopscopeQuery = { refId: 'C', queryType: 'metrics' };
    render(<QueryHelp datasource={store().dataSource} query={query} onClickExample={onClickExample} />);
    await userEvent.setup().click(screen.getByRole('button', { name }));
    expect(onClickExample).toHaveBeenCalledWith({
      version: 2,
      refId: 'C',
      queryType: 'records',
      kind: 'orders',
      limit: 50,
    });
  });
});
