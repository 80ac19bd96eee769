import { Stack, Text } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the page, its buttons beside the title. */
export function Part({ title, text, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={1.5}>
        <Stack direction="row" wrap="wrap" gap={1} justifyContent="space-between" alignItems="center">
          <Text element="h2" variant="h4">
            <span id={id}>{title}</span>
          </Text>
          {actions}
        </Stack>
        {text !== undefined && <Text color="secondary">{text}</Text>}
        {children}
      </Stack>
    </section>
  );
}
