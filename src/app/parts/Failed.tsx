import { Alert, Button, Stack } from '@grafana/ui';
import { viewerText } from '../text';

interface Props {
  /** What could not be read. */
  readonly title: string;
  /** Why, and who is at fault. */
  readonly reason: string;
  readonly again: () => void;
}

/** Says why something could not be read, and asks again. */
export function Failed({ title, reason, again }: Props) {
  const t = viewerText();
  return (
    <Alert severity="error" title={title}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{reason}</span>
        <Button size="sm" variant="secondary" icon="sync" onClick={again}>
          {t('data:ask.again')}
        </Button>
      </Stack>
    </Alert>
  );
}
