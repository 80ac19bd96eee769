import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { store } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import AnnotationEditor from './AnnotationEditor';

beforeEach(() => viewerReads('en-US'));

describe('the annotation editor', () => {
  it('leaves running to Grafana, which runs at each change', async () => {
    const [onChange, onRunQuery] = [vi.fn(), vi.fn()];
    render(
      <AnnotationEditor
        datasource={store().dataSource}
        query={{ refId: 'Anno', queryType: 'records' }}
        onChange={onChange}
        onRunQuery={onRunQuery}
      />
    );
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Metrics' }));
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(onRunQuery).not.toHaveBeenCalled();
  });
});
