import { css } from '@emotion/css';
import type { ReactNode } from 'react';

const scrolling = css({ overflowX: 'auto', width: '100%' });

/** Keeps a wide table from widening a narrow page. */
export function Scrolling({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // Scrolled by the keyboard too, where there is nothing in it to go to.
    <div className={scrolling} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
