import type { DataFrame, DateTime } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answers, backend } from '../../../tests/frontend/support/backend';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { around } from './course';
import { OverTime } from './OverTime';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

interface Drawing {
  readonly frames: DataFrame[];
  readonly timeRange: { readonly from: DateTime; readonly to: DateTime };
  readonly children?: ReactNode;
}
const drawings: Drawing[] = [];

// Grafana's chart needs a canvas; what it is given is looked at instead, and the chart itself in a browser.
vi.mock('@grafana/ui', async (original) => ({
  ...(await original<object>()),
  TimeSeries: (drawing: Drawing) => {
    drawings.push(drawing);
    return null;
  },
}));

const hour = 3_600_000;
const began = Date.parse('2026-11-23T05:00:00Z');
const times = [began - hour, began, began + hour];

interface Column {
  readonly name: string;
  readonly values: ReadonlyArray<number | null>;
  readonly service?: string;
}

const frame = (columns: readonly Column[]) => ({
  schema: {
    fields: [
      { name: 'time', type: 'time' },
      ...columns.map(({ name, service }) => ({
        name,
        type: 'number',
        config: { displayName: service ?? `The ${name}` },
        ...(service === undefined ? {} : { labels: { service_name: service } }),
      })),
    ],
  },
  data: { values: [times, ...columns.map(({ values }) => values)] },
});

const course = frame([
  { name: 'orders', values: [9, 2, 8] },
  { name: 'expected', values: [8.5, 8.1, 8.4] },
  { name: 'lower', values: [5, 5, 5] },
  { name: 'upper', values: [12, 12, 12] },
  { name: 'revenue', values: [1, 2, 3] },
]);
const services = frame([
  { name: 'errors', service: 'payments', values: [0, 40, 2] },
  { name: 'errors', service: 'email', values: [1, 0, 0] },
]);

function open(results: object) {
  answers({ '/api/ds/query': { results } });
  render(<OverTime uid="first" from={began} to={began + hour} now={began + 24 * hour} />);
}

const sent = z.object({
  from: z.coerce.number(),
  to: z.coerce.number(),
  queries: z.array(z.looseObject({ refId: z.string(), queryType: z.string() })),
});

beforeEach(() => {
  viewerReads('en-US');
  config.bootData.user.isGrafanaAdmin = false;
  drawings.length = 0;
});

describe('the course of an incident', () => {
  it('draws orders within their bounds, and error lines by service beneath, with time before and after', async () => {
    open({ course: { frames: [course] }, services: { frames: [services] } });
    expect(screen.getByRole('status', { name: 'Asking for orders and errors…' })).toBeInTheDocument();
    await screen.findByRole('figure', { name: /orders expected/ });
    expect(screen.getByRole('figure', { name: /error lines, by service/ })).toBeInTheDocument();
    const [orders, errors] = drawings;
    expect(orders?.frames[0]?.fields.map(({ name, config: { displayName } }) => [name, displayName])).toEqual([
      ['time', undefined],
      ['orders', 'The orders'],
      ['expected', 'The expected'],
      ['lower', 'The lower'],
      ['upper', 'The upper'],
    ]);
    expect(orders?.frames[0]?.fields.at(-1)?.config.custom).toMatchObject({ fillBelowTo: 'lower', lineWidth: 0 });
    expect(errors?.frames[0]?.fields.slice(1).map(({ config: { displayName } }) => displayName)).toEqual([
      'payments',
      'email',
    ]);
    expect(errors?.frames[0]?.fields[1]?.config.custom).toMatchObject({
      drawStyle: 'bars',
      stacking: { mode: 'normal' },
    });
    expect([orders?.timeRange.from.valueOf(), orders?.timeRange.to.valueOf()]).toEqual([
      began - hour,
      began + 2 * hour,
    ]);
    const { queries, ...range } = sent.parse(backend.post.mock.calls[0]?.[1]);
    expect(range).toEqual({ from: began - hour, to: began + 2 * hour });
    expect(queries).toMatchObject([
      { refId: 'course', queryType: 'impact', format: 'timeseries', language: 'en-US' },
      { refId: 'services', queryType: 'affected', show: 'services' },
    ]);
  });

  it('says why one of them is missing, and that there was no error', async () => {
    open({
      course: { frames: [], error: 'Grafana: the copy is off' },
      services: { frames: [frame([])] },
    });
    await screen.findByText('Grafana: the copy is off');
    expect(screen.getByText('No error line in this time.')).toBeInTheDocument();
    expect(drawings).toEqual([]);
  });

  it('says that logs are missing, never that there was no error', async () => {
    const meta = { notices: [{ severity: 'warning', text: 'Logs of seoul are missing: refused' }] };
    const { schema, data } = frame([]);
    open({ course: { frames: [course] }, services: { frames: [{ schema: { ...schema, meta }, data }] } });
    await screen.findByText('Logs of seoul are missing: refused');
    expect(screen.queryByText('No error line in this time.')).not.toBeInTheDocument();
  });

  it('says that nothing could be asked, and asks again', async () => {
    answers({});
    render(<OverTime uid="first" from={began} to={began + hour} now={began + 24 * hour} />);
    await screen.findByText('Orders and errors over time could not be asked');
    answers({ '/api/ds/query': { results: { course: { frames: [course] }, services: { frames: [services] } } } });
    screen.getByRole('button', { name: /again/i }).click();
    await screen.findByRole('figure', { name: /orders expected/ });
  });

  it('looks at as much again, an hour at least, half a day at most, and at nothing to come', () => {
    expect(around({ from: began, to: began + 60_000 }, began + 9 * hour)).toEqual({
      from: began - hour,
      to: began + 60_000 + hour,
    });
    expect(around({ from: began, to: began + 48 * hour }, began + 99 * hour)).toEqual({
      from: began - 12 * hour,
      to: began + 60 * hour,
    });
    expect(around({ from: began, to: began + 2 * hour }, began + 2 * hour).to).toBe(began + 2 * hour);
    expect(around({ from: began, to: began + 2 * hour }, began + hour).to).toBe(began + 2 * hour);
  });
});
