import { Stack, Text } from '@grafana/ui';
import type { Copy, CopyJob } from '../../../query/resources';
import { viewerText } from '../../text';
import { date, duration, number, percent } from '../format';
import { Bar } from './Bar';
import { Part } from './Part';

interface JobLineProps {
  readonly job: CopyJob;
  readonly title: string;
}

function JobLine({ job, title }: JobLineProps) {
  const t = viewerText();
  const { rows, total, rowsPerSecond, secondsLeft, window } = job;
  const parts = [
    total === undefined
      ? t('data:job.rows', { rows: number(rows) })
      : t('data:job.rowsOf', { rows: number(rows), total: number(total) }),
    rowsPerSecond === 0 ? undefined : t('data:job.rate', { rows: number(rowsPerSecond) }),
    secondsLeft === undefined ? undefined : t('data:job.left', { time: duration(secondsLeft) }),
    window === undefined ? undefined : t('data:job.window', { from: date(window.from), to: date(window.to) }),
  ].filter((text) => text !== undefined);
  return (
    <Stack direction="column" gap={0.5}>
      <Stack direction="row" wrap="wrap" gap={1} justifyContent="space-between">
        <Text>{title}</Text>
        <Text color="secondary" variant="bodySmall" tabular>
          {parts.join(' · ')}
        </Text>
      </Stack>
      <Bar thin label={title} share={total === undefined || total === 0 ? undefined : Math.min(1, rows / total)} />
    </Stack>
  );
}

/** How far the backfill is; nothing where none runs. */
export function Backfill({ copy }: { readonly copy: Copy }) {
  const t = viewerText();
  const { state, progress, secondsLeft, jobs, entities } = copy;
  // Grafana gives a stream no viewer: its titles are in the data source's language, those of the entities in the viewer's.
  const titles = new Map(entities.map(({ name, title }) => [name, title]));
  if (state !== 'backfill' && state !== 'starting' && jobs.length === 0) {
    return null;
  }
  const done = progress === undefined ? undefined : t('data:backfill.done', { share: percent(progress) });
  const left = secondsLeft === undefined ? undefined : t('data:job.left', { time: duration(secondsLeft) });
  return (
    <Part title={t('data:backfill.title')} text={t('data:backfill.text')}>
      <Bar label={t('data:backfill.title')} share={progress} />
      <Text color="secondary" tabular>
        {[done ?? t('data:backfill.counting'), left].filter((text) => text !== undefined).join(' · ')}
      </Text>
      {jobs.map((job) => (
        <JobLine key={`${job.entity} ${job.window?.from}`} job={job} title={titles.get(job.entity) ?? job.title} />
      ))}
    </Part>
  );
}
