import { createElement, Fragment, type ElementType, type ReactElement, type ReactNode } from 'react';

type Props = Readonly<Record<string, unknown>>;

interface PropsWithStaticChildren extends Props {
  readonly children: readonly ReactNode[];
}

function withKey(props: Props, key: unknown): Props {
  return key === undefined ? props : { ...props, key };
}

/** `react/jsx-runtime`'s `jsx` made of what every supported Grafana shares: `react` itself. */
export function jsx(type: ElementType, props: Props, key?: unknown): ReactElement {
  return createElement(type, withKey(props, key));
}

/** As `jsx`, for several static children: they are spread, so that React asks no keys of them. */
export function jsxs(type: ElementType, props: PropsWithStaticChildren, key?: unknown): ReactElement {
  const { children, ...rest } = props;
  return createElement(type, withKey(rest, key), ...children);
}

/** For dependencies built for development; nothing of ours is. */
export { Fragment, jsx as jsxDEV };
