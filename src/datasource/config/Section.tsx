import { Stack, Text } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** A titled part of the config page. */
export function Section({ title, text, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={2}>
        <Stack direction="column" gap={0.5}>
          <Text element="h3" variant="h4">
            <span id={id}>{title}</span>
          </Text>
          <Text color="secondary">{text}</Text>
        </Stack>
        {children}
      </Stack>
    </section>
  );
}
