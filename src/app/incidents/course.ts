import { FieldColorModeId, type DataFrame, type Field } from '@grafana/data';
import { GraphDrawStyle, LineInterpolation, StackingMode, VisibilityMode } from '@grafana/schema';
import { runFrames, type Drawn } from '../ask/frames';
import type { Stretch } from '../parts/ShadedStretch';
import type { Lines } from './affected';

const hour = 3_600_000;
const base = { version: 2 } as const;
/** Points along a page's width. */
const points = 240;

/** Orders against their expectation, and error lines by service, of a stretch and of what lies around it. */
export interface Course {
  readonly range: Stretch;
  readonly orders: Drawn;
  readonly errors: Drawn;
}

/** As much again before and after, an hour at least and half a day at most, nothing that is to come. */
export function around({ from, to }: Stretch, now: number): Stretch {
  const more = Math.min(12 * hour, Math.max(hour, to - from));
  return { from: from - more, to: Math.max(to, Math.min(now, to + more)) };
}

type Custom = Readonly<Record<string, unknown>>;
const fixed = (fixedColor: string) => ({ mode: FieldColorModeId.Fixed, fixedColor });
const line: Custom = {
  drawStyle: GraphDrawStyle.Line,
  lineInterpolation: LineInterpolation.StepAfter,
  lineWidth: 2,
  fillOpacity: 0,
  showPoints: VisibilityMode.Never,
  // Of one width, so that charts below each other have the same time below each other.
  axisWidth: 44,
};

/** How each column of `impact` is drawn: as on the incident dashboard. */
const looks: Readonly<Record<string, { readonly color: string; readonly custom: Custom }>> = {
  orders: { color: 'green', custom: { ...line, fillOpacity: 18 } },
  expected: { color: 'gray', custom: { ...line, lineStyle: { fill: 'dash', dash: [6, 6] } } },
  lower: { color: 'blue', custom: { ...line, lineWidth: 0, hideFrom: { legend: true, tooltip: false, viz: false } } },
  upper: { color: 'blue', custom: { ...line, lineWidth: 0, fillBelowTo: 'lower', fillOpacity: 14 } },
};

function drawnAs(field: Field, color: Field['config']['color'], custom: Custom): Field {
  return { ...field, config: { ...field.config, min: 0, ...(color === undefined ? {} : { color }), custom } };
}

function ordersOf({ fields, ...frame }: DataFrame): DataFrame {
  const kept = fields.flatMap((field) => {
    const look = looks[field.name];
    return field.name === 'time' ? [field] : look === undefined ? [] : [drawnAs(field, fixed(look.color), look.custom)];
  });
  return { ...frame, fields: kept };
}

const bars: Custom = {
  ...line,
  drawStyle: GraphDrawStyle.Bars,
  lineWidth: 0,
  fillOpacity: 70,
  stacking: { mode: StackingMode.Normal, group: 'A' },
};

function errorsOf({ fields, ...frame }: DataFrame): DataFrame {
  return {
    ...frame,
    fields: fields.map((field) =>
      field.name === 'time' ? field : drawnAs(field, { mode: FieldColorModeId.PaletteClassic }, bars)
    ),
  };
}

const drawn = ({ frame, error }: Drawn, of: (frame: DataFrame) => DataFrame): Drawn => ({
  frame: frame && of(frame),
  error,
});

/** Asks for both at once; the orders are those of the whole shop, whichever lines are meant. */
export async function askCourse(uid: string, range: Stretch, lines: Partial<Lines> = {}): Promise<Course> {
  const told = await runFrames(
    uid,
    { ...range, points },
    {
      course: { ...base, queryType: 'impact', format: 'timeseries' },
      services: { ...base, queryType: 'affected', ...lines, show: 'services' },
    }
  );
  return { range, orders: drawn(told('course'), ordersOf), errors: drawn(told('services'), errorsOf) };
}
