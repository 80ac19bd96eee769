import { css, cx } from '@emotion/css';
import type { ReactNode } from 'react';

const scrolling = css({ overflowX: 'auto', width: '100%' });
const wide = css({ '& table': { minWidth: 760 } });

interface Props {
  readonly label: string;
  /** For tables of many columns: scrolled sooner than squeezed. */
  readonly many?: boolean;
  readonly children: ReactNode;
}

/** Keeps a wide table from widening a narrow page. */
export function Scrolling({ label, many = false, children }: Props) {
  return (
    // Scrolled by the keyboard too, where there is nothing in it to go to.
    <div className={many ? cx(scrolling, wide) : scrolling} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
