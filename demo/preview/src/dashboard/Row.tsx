import { Button } from '@grafana/ui';
import { useState } from 'react';
import { Grid, type Drawn } from './Grid';
import type { Row as Panels } from './model';

interface Props {
  readonly row: Panels;
  readonly children: Drawn;
}

/** A heading whose panels are drawn, and asked for, once it is opened. */
export function Row({ row: { title, panels, gridPos }, children }: Props) {
  const [open, setOpen] = useState(false);
  const below = panels.map((panel) => ({
    ...panel,
    gridPos: { ...panel.gridPos, y: panel.gridPos.y - gridPos.y - gridPos.h },
  }));
  return (
    <section aria-label={title}>
      <Button
        variant="secondary"
        fill="text"
        icon={open ? 'angle-down' : 'angle-right'}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {title}
      </Button>
      {open && <Grid panels={below}>{children}</Grid>}
    </section>
  );
}
