import { render, screen } from '@testing-library/react';
import { createRef, forwardRef, memo, version, type Ref } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Fragment, jsx, jsxs } from './jsx-runtime';

const Field = forwardRef((props: { readonly name: string }, ref: Ref<HTMLInputElement>) =>
  jsx('input', { ...props, ref })
);
const Twice = memo(({ text }: { readonly text: string }) =>
  jsxs(Fragment, { children: [jsx('b', { children: text }), jsx('i', { children: text })] })
);

afterEach(() => vi.restoreAllMocks());

describe(`the JSX runtime over React ${version}`, () => {
  it('makes elements, fragments, memoized and ref-forwarding components', () => {
    const ref = createRef<HTMLInputElement>();
    const { container } = render(
      jsxs('div', { className: 'x', children: [jsx(Twice, { text: 'a' }), jsx(Field, { name: 'n', ref })] })
    );
    expect(container.innerHTML).toBe('<div class="x"><b>a</b><i>a</i><input name="n"></div>');
    expect(ref.current?.name).toBe('n');
  });

  it('keeps the key out of the props and gives lists theirs', () => {
    const element = jsx('li', { id: 'one' }, 'k');
    expect(element.key).toBe('k');
    expect(element.props).toEqual({ id: 'one' });
  });

  it('complains of no keys for static children, and does for a list without them', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    render(jsxs('ul', { children: [jsx('li', { children: 'a' }), jsx('li', { children: 'b' })] }));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(error).not.toHaveBeenCalled();
    render(jsx('ol', { children: [jsx('li', { children: 'a' }), jsx('li', { children: 'b' })] }));
    expect(error).toHaveBeenCalled();
  });
});
