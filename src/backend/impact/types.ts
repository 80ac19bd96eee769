/**
 * Shapes of the impact statistics. Times are epoch milliseconds, money is integer ten-thousandths of a unit of the shop's
 * currency, counts are per bucket `[start + i·bucketMs, start + (i + 1)·bucketMs)`. `NaN` in a series: not known.
 */

/** 0 fine, 1 watching, 2 shop quieter without errors, 3 errors without loss yet, 4 both. */
export type ImpactState = 0 | 1 | 2 | 3 | 4;

/** A range that the truth lies in with the probability that its name or context says. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The two intervals that are told: 80 % on screens, 95 % in details. */
export interface Intervals {
  readonly interval80: Interval;
  readonly interval95: Interval;
}

/** Days of the shop that are not like others: `YYYY-MM-DD` in the shop's zone, both inclusive. */
export interface SpecialDays {
  readonly kind: 'holiday' | 'campaign';
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A stretch known to have been broken; its buckets teach nothing about what is usual. */
export interface KnownIncident {
  readonly from: number;
  readonly to: number;
}

/** Things that happened and may explain a dip. They are named beside the verdict and change no figure. */
export interface KnownEvent {
  readonly kind: 'theme_published' | 'deployment' | 'stock_out' | 'sessions_down' | 'api_trouble';
  readonly name: string;
  readonly at: number;
}

/** Counts of error lines; `NaN` where the log store could not tell. */
export interface ErrorCounts {
  /** Left edge of the first bucket, on the same grid as the orders'. */
  readonly start: number;
  readonly counts: ArrayLike<number>;
}

/** Signals richer than orders, counted on the orders' grid from `ImpactInput.start`. Leave out what is not known. */
export interface SignalCounts {
  /** Checkouts begun. */
  readonly checkouts?: ArrayLike<number>;
  /** Payments tried, and those of them that failed. */
  readonly payments?: { readonly attempts: ArrayLike<number>; readonly failures: ArrayLike<number> };
}

/** What became of the checkouts of the stretch asked for, by whether an error line bears their id. Join them within 24 h. */
export interface CheckoutOutcomes {
  /** Distinct checkouts that met an error, and those of them that became orders. */
  readonly hit: number;
  readonly hitConverted: number;
  /** Distinct checkouts of the same time that met none, and those of them that became orders. */
  readonly clean: number;
  readonly cleanConverted: number;
  /** Total value of the checkouts that met an error and did not become orders. */
  readonly unconvertedValue?: number;
  /** Customers (or checkouts) that met an error, did not buy then and bought later. */
  readonly cameBack?: number;
}

/** Orders of the stretch asked for that the counts leave out, so that the sentence can say so. */
export interface LeftOut {
  /** Placed elsewhere than in the online checkout: point of sale, drafts, imports, subscriptions. */
  readonly otherChannels?: number;
  readonly test?: number;
}

/** Everything that `assess` looks at. Nothing else flows in: no clock, no chance. */
export interface ImpactInput {
  readonly now: number;
  /** IANA zone of the shop. */
  readonly zone: string;
  /** Width of a bucket; divides an hour: 1, 5, 15, 30 or 60 minutes. */
  readonly bucketMs: number;
  /** The stretch asked for, `[from, to)`, on the grid that `start` begins. */
  readonly from: number;
  readonly to: number;
  /** Left edge of the first bucket given. `historyStart` says how far back is wanted; less is allowed and told. */
  readonly start: number;
  /** Orders placed through the online checkout, by time of creation, cancelled ones included, tests not; from `start` to `to`. */
  readonly orders: ArrayLike<number>;
  /** Until when orders and errors are complete (copy's freshness, log lag); later buckets are shown and not judged. `now` if absent. */
  readonly completeUntil?: number;
  /** Absent: the logs are missing (none connected, or down), and the verdict says that it knows nothing of errors. */
  readonly errors?: ErrorCounts;
  /** Values of orders of the same weeks, a sample of up to some thousands. Absent or empty: no money is told. */
  readonly orderValues?: ArrayLike<number>;
  readonly signals?: SignalCounts;
  readonly checkouts?: CheckoutOutcomes;
  readonly days?: readonly SpecialDays[];
  readonly incidents?: readonly KnownIncident[];
  readonly events?: readonly KnownEvent[];
  readonly leftOut?: LeftOut;
  /** Weeks of history that the usual is learnt from; 8. */
  readonly baselineWeeks?: number;
  /** Seed of the bootstrap of the order value; 1. */
  readonly seed?: number;
}

/** A stretch in a state other than fine. */
export interface Episode {
  /** When orders began to fall or errors to rise, as estimated: the likeliest change point, not the moment of the alarm. */
  readonly start: number;
  /** When an alarm was raised (state ≥ 2). */
  readonly detected: number;
  /** Absent: it goes on. */
  readonly end?: number;
  /** The gravest state reached. */
  readonly state: ImpactState;
  readonly orders: number;
  readonly expected: number;
  /** Orders missing: expected less placed, never below 0. Where orders alone tell its edges, their uncertainty is in it. */
  readonly shortfall: Intervals;
  /** Even the 80 % interval of the shortfall would lie below 0: more orders came than usual. */
  readonly busier?: true;
  /** Absent without order values. Never a single figure, and never below 0. */
  readonly revenueAtRisk?: Intervals;
  /** Orders that came above the usual in a stretch of equal length after the end, at most as long as is known. */
  readonly recovery?: Recovery;
  readonly errors?: number;
  readonly errorsUsual?: number;
  /** True where even the 80 % interval of the shortfall has room for no loss. */
  readonly noMeasurableLoss: boolean;
}

/** Orders that came late: above the usual after an episode. */
export interface Recovery {
  readonly from: number;
  readonly to: number;
  /** Orders above the usual, never below 0. */
  readonly recovered: Intervals;
  /** Shortfall less what came late. */
  readonly net: Intervals;
}

/** Expected orders that a window must hold for a loss to be noticed with 80 % power at the alarm's level. */
export interface RequiredCounts {
  readonly total: number;
  readonly drop70: number;
  readonly drop50: number;
  readonly drop30: number;
  readonly drop20: number;
}

/** What one signal says of the latest window. `too_few`: it can't tell, and `required` says what it would need. */
export interface SignalReading {
  readonly signal: 'orders' | 'last_order' | 'checkouts' | 'failed_payments' | 'error_checkouts';
  readonly says: 'worse' | 'usual' | 'too_few';
  readonly windowMs: number;
  readonly observed: number;
  /** What is usual: a count, milliseconds for `last_order`, a share for `failed_payments` and `error_checkouts`. */
  readonly usual: number;
  /** How much of its own measure the signal has in the window, and how much it needs. */
  readonly has: number;
  readonly required: number;
  readonly pValue: number;
}

/** A value of a sentence; who speaks formats it by its kind. */
export type SaidValue =
  | { readonly kind: 'count' | 'decimal' | 'percent' | 'time' | 'duration' | 'money'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string };

/** A sentence of the catalogue `impact`, with what is to be put into it. */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, SaidValue>>;
}

/** What can be said now, by evidence, and nothing beyond. */
export interface Verdict {
  readonly state: ImpactState;
  /** False where nothing can be told of the shop: too little history, or too few orders and no other signal. */
  readonly told: boolean;
  readonly sentence: Sentence;
  /** The counterfactual with its source, the money, the signals: one sentence each. */
  readonly details: readonly Sentence[];
  /** What else may explain it. */
  readonly confounders: readonly Sentence[];
  /** What the figures leave out or can't see. */
  readonly leftOut: readonly Sentence[];
  readonly signals: readonly SignalReading[];
}

/** How the usual was learnt. */
export interface Basis {
  /** Weeks of history that count, of those wanted. */
  readonly weeks: number;
  readonly weeksWanted: number;
  readonly average: 'trimmed_mean' | 'median' | 'last_week' | 'none';
  /** Days of history left out: holidays, campaigns, incidents, days unlike their weekday. */
  readonly flaggedDays: number;
  /** Variance over mean of orders against the usual, by length of the window in ms. */
  readonly dispersion: ReadonlyMap<number, number>;
  readonly required: RequiredCounts;
}

/** One value per bucket of `[from, to)`, and what they add up to. */
export interface ImpactSeries {
  /** Left edges. */
  readonly times: Float64Array;
  readonly orders: Float64Array;
  readonly expected: Float64Array;
  /** 80 % of buckets lie within, if all is as usual. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly errors: Float64Array;
  readonly errorsUsual: Float64Array;
  /** Expected less placed, signed. */
  readonly shortfall: Float64Array;
  /** 80 % interval of the revenue at risk from the episode's start up to this bucket; `NaN` outside episodes. */
  readonly atRiskLow: Float64Array;
  readonly atRiskHigh: Float64Array;
  /** Of the dip test on the window that ends with the bucket; `NaN` where orders are too few. */
  readonly pValue: Float64Array;
  /** ImpactState as known at the bucket's end; `NaN` where it can't be judged. */
  readonly state: Float64Array;
  readonly episodes: readonly Episode[];
  readonly verdict: Verdict;
  readonly basis: Basis;
}

/** `assess`, the one function that does it all. */
export type Assess = (input: ImpactInput) => ImpactSeries;
