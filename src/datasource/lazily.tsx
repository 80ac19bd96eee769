import { ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import { createElement, lazy, Suspense, type ComponentType } from 'react';
import { queryWords } from './words';

/** A component that is loaded when first shown, in a boundary of its own for waiting and for failing. */
export function lazily<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>
): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const { default: Component } = await load();
    return { default: ({ props }: { readonly props: Props }) => createElement(Component, props) };
  });
  return function Lazily(props: Props) {
    return (
      <ErrorBoundaryAlert>
        <Suspense fallback={<LoadingPlaceholder text={queryWords()('query-words:loading')} />}>
          <Loaded props={props} />
        </Suspense>
      </ErrorBoundaryAlert>
    );
  };
}
