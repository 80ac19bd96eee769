import {
  FieldColorModeId,
  MappingType,
  SpecialValueMatch,
  type FieldColor,
  type FieldConfig,
  type Panel,
} from '@grafana/schema';
import { panel, type PanelParts } from './model';

const fixed = (fixedColor: string): FieldColor => ({ mode: FieldColorModeId.Fixed, fixedColor });
/** What is compared with, in words' own colour. */
export const plain = fixed('text');
/** What a panel is about. */
export const main = fixed('green');
/** An earlier period beside it. */
export const earlier = fixed('gray');
export const second = fixed('blue');

type Properties = Readonly<Record<string, unknown>>;

/** Properties of one column, by the name that the backend gives it whatever the language. */
export function named(name: string, properties: Properties) {
  return {
    matcher: { id: 'byName', options: name },
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}

type Common = Pick<PanelParts, 'id' | 'title' | 'description' | 'place' | 'query' | 'lines' | 'metrics'>;

/** Columns to show, in their order, with what sets each apart. */
export type Shown = Readonly<Record<string, Properties>>;

function overridesOf(columns: Shown) {
  return Object.entries(columns)
    .filter(([, properties]) => Object.keys(properties).length > 0)
    .map(([name, properties]) => named(name, properties));
}

interface StatParts extends Common {
  readonly columns: Shown;
  /** How a value that is not there yet is told. */
  readonly missing: string;
  readonly defaults?: FieldConfig;
  /** For panels of a sixth of the width. */
  readonly narrow?: boolean;
}

/** Large figures below each other, each with its name. A missing one is told in plain words and colour: it warns of nothing. */
export function stat({ columns, missing, defaults, narrow = false, ...parts }: StatParts): Panel {
  return panel('stat', {
    ...parts,
    only: Object.keys(columns),
    options: {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'horizontal',
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      textMode: 'value_and_name',
      text: narrow ? { titleSize: 13, valueSize: 20 } : { titleSize: 15, valueSize: 26 },
      wideLayout: true,
    },
    fieldConfig: {
      defaults: {
        ...defaults,
        noValue: missing,
        mappings: [
          {
            type: MappingType.SpecialValue,
            options: { match: SpecialValueMatch.NullAndNan, result: { text: missing, color: 'text', index: 0 } },
          },
        ],
      },
      overrides: overridesOf(columns),
    },
  });
}

/** A large figure above that of the period before. */
export function compared({
  metric,
  words,
  more = {},
  ...parts
}: Common &
  Pick<StatParts, 'missing'> & {
    readonly metric: string;
    readonly words: readonly [now: string, before: string];
    /** Of both figures, e.g. a unit. */
    readonly more?: Properties;
  }): Panel {
  return stat({
    ...parts,
    columns: {
      [metric]: { displayName: words[0], color: main, ...more },
      [`${metric}_previous_period`]: { displayName: words[1], color: plain, ...more },
    },
    narrow: true,
  });
}

interface SeriesParts extends Common {
  /** Said where there is nothing to draw: why, and what to do. */
  readonly empty?: string;
  readonly columns: Shown;
  readonly draw?: 'line' | 'bars';
  /** Whether bars stand on each other. */
  readonly stacked?: boolean;
  /** Of a frame that has more: the columns to draw, its time among them. */
  readonly only?: readonly string[];
}

/** Figures over time, from zero. */
export function series({ columns, empty, draw = 'line', stacked = false, ...parts }: SeriesParts): Panel {
  return panel('timeseries', {
    ...parts,
    // Of a range that Grafana divides itself: bars wide enough to be seen.
    ...(draw === 'bars' && (parts.lines ?? parts.metrics) !== undefined ? { maxDataPoints: 120 } : {}),
    options: {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'none' },
    },
    fieldConfig: {
      defaults: {
        min: 0,
        ...(empty === undefined ? {} : { noValue: empty }),
        color: { mode: FieldColorModeId.PaletteClassic },
        custom: {
          drawStyle: draw,
          lineInterpolation: 'stepAfter',
          lineWidth: draw === 'bars' ? 0 : 2,
          showPoints: 'never',
          fillOpacity: draw === 'bars' ? 70 : 0,
          ...(stacked ? { stacking: { mode: 'normal', group: 'A' } } : {}),
        },
      },
      overrides: overridesOf(columns),
    },
  });
}

/** How the figure that a chart is about is drawn. */
export const now = (displayName: string): Properties => ({ displayName, color: main, 'custom.fillOpacity': 18 });
/** How that of an earlier period is drawn beside it. */
export const before = (displayName: string): Properties => ({
  displayName,
  color: earlier,
  'custom.lineStyle': { fill: 'dash', dash: [6, 6] },
});

/** The stretch between two columns, shaded: `upper` down to `lower`. Neither stands in the legend twice. */
export function band(lower: string, upper: string, names: { readonly lower: string; readonly upper: string }): Shown {
  const edge = { color: second, 'custom.lineWidth': 0 };
  const unlisted = { 'custom.hideFrom': { legend: true, tooltip: false, viz: false } };
  return {
    [lower]: { displayName: names.lower, ...edge, ...unlisted },
    [upper]: { displayName: names.upper, ...edge, 'custom.fillBelowTo': lower, 'custom.fillOpacity': 14 },
  };
}

interface BarParts extends Common {
  /** The rows' text where it is a code: its column, with its words. */
  readonly texts?: Shown;
  /** The figure; bars are named after the rows' texts. */
  readonly column: string;
  readonly limit: number;
  /** Of a frame that has more: the columns to draw, the rows' text among them. */
  readonly only?: readonly string[];
  /** Said where there is no row: why, and what to do. */
  readonly empty?: string;
}

/** One bar a row, the largest first. */
export function bars({ column, limit, empty, texts = {}, ...parts }: BarParts): Panel {
  return panel('bargauge', {
    ...parts,
    options: {
      reduceOptions: { values: true, calcs: [], fields: '', limit },
      orientation: 'horizontal',
      displayMode: 'basic',
      valueMode: 'text',
      namePlacement: 'top',
      text: { titleSize: 13, valueSize: 16 },
      showUnfilled: true,
      sizing: 'auto',
      minVizHeight: 16,
      maxVizHeight: 40,
      minVizWidth: 8,
    },
    // Without a name of its own a row's value is named after its text.
    fieldConfig: {
      defaults: { min: 0, color: main, ...(empty === undefined ? {} : { noValue: empty }) },
      overrides: [named(column, { displayName: '' }), ...overridesOf(texts)],
    },
  });
}

interface TableParts extends Common {
  readonly columns: Shown;
  /** The first counts, the next where it is the same. */
  readonly sortBy?: ReadonlyArray<{ readonly displayName: string; readonly desc: boolean }>;
  /** Said where there is no row: why, and what to do. */
  readonly empty?: string;
}

/** A column whose texts go on in the next line. Grafana 12 has it among the cell's options, 13 beside them. */
export const wrapped: Properties = {
  'custom.cellOptions': { type: 'auto', wrapText: true },
  'custom.wrapText': true,
};

/** A column that links of others need, and nobody reads. */
export const unseen: Properties = {
  'custom.hidden': true,
  'custom.hideFrom': { viz: true, legend: true, tooltip: true },
};

/** Rows as they come, with some columns of them. */
export function table({ columns, sortBy, empty, ...parts }: TableParts): Panel {
  // The sentence is the panel's, not that of a cell without a value.
  const told =
    empty === undefined
      ? columns
      : Object.fromEntries(Object.entries(columns).map(([name, own]) => [name, { noValue: '', ...own }]));
  return panel('table', {
    ...parts,
    only: Object.keys(columns),
    options: { showHeader: true, cellHeight: 'sm', ...(sortBy === undefined ? {} : { sortBy: [...sortBy] }) },
    fieldConfig: {
      defaults: {
        ...(empty === undefined ? {} : { noValue: empty }),
        custom: { align: 'auto', cellOptions: { type: 'auto' } },
      },
      overrides: overridesOf(told),
    },
  });
}

/** A mapping of codes to words; what is not among them stays as it is. */
export function inWords<Name extends string>(names: readonly Name[], text: (name: Name) => string) {
  const options = Object.fromEntries(names.map((name, index) => [name, { text: text(name), index }]));
  return [{ type: MappingType.ValueToText, options }];
}

/** Log lines, newest first, each with its labels and links. */
export function logLines(parts: Common): Panel {
  return panel('logs', {
    ...parts,
    options: {
      showTime: true,
      showLabels: false,
      showCommonLabels: false,
      wrapLogMessage: true,
      prettifyLogMessage: false,
      enableLogDetails: true,
      dedupStrategy: 'none',
      sortOrder: 'Descending',
    },
  });
}
