import { createElement, Fragment, type ElementType, type ReactElement, type ReactNode } from 'react';

interface Props {
  readonly children?: ReactNode;
  readonly [name: string]: unknown;
}

function withKey(props: Props, key: unknown): Props {
  return key === undefined ? props : { ...props, key };
}

/** `react/jsx-runtime`'s `jsx` made of what every supported Grafana shares: `react` itself. */
export function jsx(type: ElementType, props: Props, key?: unknown): ReactElement {
  return createElement(type, withKey(props, key));
}

/** As `jsx`, for several static children: they are spread, so that React asks no keys of them. */
export function jsxs(
  type: ElementType,
  props: Props & { readonly children: readonly ReactNode[] },
  key?: unknown
): ReactElement {
  const { children, ...rest } = props;
  return createElement(type, withKey(rest, key), ...children);
}

/** The development entry's only function; source positions are left out. */
export function jsxDEV(type: ElementType, props: Props, key?: unknown, isStatic?: boolean): ReactElement {
  return isStatic === true && Array.isArray(props.children)
    ? jsxs(type, { ...props, children: props.children }, key)
    : jsx(type, props, key);
}

export { Fragment };
