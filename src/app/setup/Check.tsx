import { css } from '@emotion/css';
import { Icon, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';
import { setupText } from './text';

export type Found = 'good' | 'warning' | 'bad' | 'unknown';

const icons = {
  good: { name: 'check-circle', color: 'success' },
  warning: { name: 'exclamation-triangle', color: 'warning' },
  bad: { name: 'times-circle', color: 'error' },
  unknown: { name: 'question-circle', color: 'secondary' },
} as const;

const plain = css({ display: 'grid', gap: 12, listStyle: 'none', margin: 0, padding: 0 });

interface Props {
  readonly found: Found;
  readonly title: string;
  readonly children?: string;
}

/** One thing that was looked at, with what was found. */
export function Check({ found, title, children }: Props) {
  const t = setupText();
  const { name, color } = icons[found];
  return (
    <li>
      <Stack direction="row" gap={1} alignItems="flex-start">
        <Text color={color}>
          <Icon name={name} title={t(`setup:found.${found}`)} />
        </Text>
        <Stack direction="column" gap={0.5} minWidth={0}>
          <Text weight="medium">{title}</Text>
          {children !== undefined && <Text color="secondary">{children}</Text>}
        </Stack>
      </Stack>
    </li>
  );
}

/** Several checks, one below the other. */
export function Checks({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={plain} aria-label={label}>
      {children}
    </ul>
  );
}
