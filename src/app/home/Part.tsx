import { Stack, Text } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Part({ title, text, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={1}>
        <Text element="h2" variant="h4">
          <span id={id}>{title}</span>
        </Text>
        <Text color="secondary">{text}</Text>
        {children}
      </Stack>
    </section>
  );
}
