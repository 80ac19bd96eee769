import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { store } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import type { VariableQuery } from '../types';
import VariableEditor from './VariableEditor';

function show(query: VariableQuery) {
  const { dataSource } = store();
  const saved: VariableQuery[] = [];
  function Host() {
    const [current, setCurrent] = useState(query);
    const onChange = (next: VariableQuery) => {
      saved.push(next);
      setCurrent(next);
    };
    return <VariableEditor datasource={dataSource} query={current} onChange={onChange} onRunQuery={() => undefined} />;
  }
  render(<Host />);
  return { user: userEvent.setup(), last: () => saved.at(-1) };
}

beforeEach(() => viewerReads('ko-KR'));

describe('the variable editor', () => {
  it('takes the columns of values and labels and keeps them when the query changes', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'records', kind: 'products' });
    await user.type(screen.getByLabelText(/^값 열/), 'product_id{Enter}');
    await user.type(screen.getByLabelText(/^레이블 열/), 'product{Enter}');
    expect(last()).toMatchObject({ kind: 'products', valueField: 'product_id', textField: 'product' });
    await user.click(screen.getByRole('radio', { name: '지표' }));
    expect(last()).toMatchObject({ queryType: 'metrics', valueField: 'product_id', textField: 'product' });
    expect(last()).not.toHaveProperty('kind');
  });
});
