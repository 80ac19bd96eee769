import { Box, Grid, Stack, Text } from '@grafana/ui';

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly detail?: string | undefined;
}

/** The figures that are looked at first, each with its name. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <Grid gap={2} columns={{ xs: 2, md: 3, xl: 5 }}>
      {figures.map(({ name, value, detail }) => (
        <Box key={name} backgroundColor="secondary" borderRadius="default" padding={2}>
          <Stack direction="column" gap={0.5}>
            <Text color="secondary" variant="bodySmall">
              {name}
            </Text>
            <Text variant="h4" element="p">
              {value}
            </Text>
            {detail !== undefined && (
              <Text color="secondary" variant="bodySmall">
                {detail}
              </Text>
            )}
          </Stack>
        </Box>
      ))}
    </Grid>
  );
}
