import { Stack, Text } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import type { Drawn } from '../ask/frames';
import { useAsked } from '../ask/use-asked';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Chart } from '../parts/Chart';
import { Failed } from '../parts/Failed';
import type { Stretch } from '../parts/ShadedStretch';
import { viewerText } from '../text';
import type { Lines } from './affected';
import { around, askCourse } from './course';

interface OneProps {
  readonly title: string;
  readonly label: string;
  /** Said where there is nothing to draw. */
  readonly none: string;
  readonly drawn: Drawn;
  readonly range: Stretch;
  readonly shaded: Stretch;
  readonly height: number;
}

/** Why there is nothing: what failed, or what the answer says is missing. */
function whyNot({ frame, error }: Drawn): string | undefined {
  const told = (frame?.meta?.notices ?? []).flatMap(({ severity, text }) => (severity === 'info' ? [] : [text]));
  return error ?? (told.length === 0 ? undefined : told.join(' '));
}

function One({ title, label, none, drawn, ...where }: OneProps) {
  const { frame } = drawn;
  const figures = frame?.fields.filter(({ name }) => name !== 'time') ?? [];
  const isDrawn =
    frame !== undefined && figures.some(({ values }) => values.some((value) => typeof value === 'number'));
  return (
    <Stack direction="column" gap={0.5}>
      <Text element="h3" variant="h6">
        {title}
      </Text>
      {isDrawn ? (
        <Chart label={label} frame={frame} {...where} />
      ) : (
        <Text color="secondary">{whyNot(drawn) ?? none}</Text>
      )}
    </Stack>
  );
}

const heights = [260, 180] as const;

interface Props {
  readonly uid: string;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly only?: Lines;
}

/** Orders against what was expected, and error lines by service beneath, with some time before and after. */
export function OverTime({ uid, from, to, now, only }: Props) {
  const t = viewerText();
  const shaded = useMemo(() => ({ from, to }), [from, to]);
  const ask = useCallback(() => askCourse(uid, around(shaded, now), only), [uid, shaded, now, only]);
  const { answer, failed, reload } = useAsked(ask);
  return (
    <Part title={t('app-incidents:course')} text={t('app-incidents:course.text')}>
      {failed !== undefined ? (
        <Failed title={t('app-incidents:course.failed')} reason={failed} again={reload} />
      ) : answer === undefined ? (
        <Waiting heights={heights} label={t('app-incidents:course.waiting')} />
      ) : (
        <Stack direction="column" gap={2}>
          <One
            title={t('app-incidents:course.orders')}
            label={t('app-incidents:course.orders.label')}
            none={t('app-incidents:course.orders.none')}
            drawn={answer.orders}
            range={answer.range}
            shaded={shaded}
            height={heights[0]}
          />
          <One
            title={t('app-incidents:course.errors')}
            label={t('app-incidents:course.errors.label')}
            none={t('app-incidents:course.errors.none')}
            drawn={answer.errors}
            range={answer.range}
            shaded={shaded}
            height={heights[1]}
          />
        </Stack>
      )}
    </Part>
  );
}
