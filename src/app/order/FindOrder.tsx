import { locationService } from '@grafana/runtime';
import { Box, Button, Field, Input, Stack } from '@grafana/ui';
import { locationUtil } from '@grafana/data';
import { useId, useState } from 'react';
import { places } from '../places';
import { viewerText } from '../text';

interface Props {
  readonly uid: string;
  /** The order that is shown, as the address names it. */
  readonly wanted: string | undefined;
}

/** Where an order is looked for by its number or id. */
export function FindOrder({ uid, wanted = '' }: Props) {
  const t = viewerText();
  const id = useId();
  const [text, setText] = useState(wanted);
  const key = text.trim();
  return (
    <Box marginBottom={3}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (key !== '') {
            locationService.push(locationUtil.stripBaseFromUrl(places.order(uid, key)));
          }
        }}
      >
        <Stack direction="row" wrap="wrap" gap={1} alignItems="flex-end">
          <Field noMargin label={t('app-order:find.label')} description={t('app-order:find.text')} htmlFor={id}>
            <Input
              id={id}
              width={40}
              value={text}
              placeholder="#1001"
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Field>
          <Button type="submit" variant="secondary" icon="search" disabled={key === ''}>
            {t('app-order:find.show')}
          </Button>
        </Stack>
      </form>
    </Box>
  );
}
