import { ControlledCollapse, Stack, Text } from '@grafana/ui';
import { viewerText } from '../text';
import type { Verdict } from './verdict';

interface Props {
  readonly verdict: Pick<Verdict, 'details' | 'left_out' | 'confounders'>;
  readonly notices: readonly string[];
}

/** How the verdict came about and what else may explain it; opened by who wants to know. */
export function Reasons({ verdict: { details, left_out, confounders }, notices }: Props) {
  const t = viewerText();
  const said = [details, confounders, left_out, ...notices].flatMap((each) => each ?? []);
  return said.length === 0 ? null : (
    <ControlledCollapse label={t('app-home:fine.why')}>
      <Stack direction="column" gap={1}>
        {said.map((each) => (
          <Text key={each} element="p" color="secondary">
            {each}
          </Text>
        ))}
      </Stack>
    </ControlledCollapse>
  );
}
