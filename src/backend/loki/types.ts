import type { LogProblem, LogValues } from './errors';

/**
 * Lines of a log store: those of `selector` that pass `stages`.
 *
 * Both are LogQL as a person or a dashboard writes it and are trusted with nothing: they are read as a syntax tree, printed
 * anew, and the admin's selector is ANDed into every selector there is.
 */
export interface LogPipeline {
  /** LogQL stream selector, e.g. `{service_name="checkout-api"}`. Left out: all that the admin's selector lets through. */
  readonly selector?: string;
  /** LogQL pipeline, e.g. `|= "timeout" | json code="error.code" | code!=""`. A bare label filter may lack its pipe. */
  readonly stages?: string;
}

/** What every call takes. Times are epoch milliseconds. */
interface Asked {
  readonly query: LogPipeline;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly signal?: AbortSignal;
}

export interface CountsAsk extends Asked {
  /** Width of a bucket: whole seconds. */
  readonly stepMs: number;
  /** Labels (indexed, structured metadata or parsed) to tell series apart by. None: one series of all. */
  readonly by?: readonly string[];
}

export interface LinesAsk extends Asked {
  readonly maxLines: number;
}

export interface PatternsAsk extends Asked {
  readonly stepMs?: number;
}

export interface LabelValuesAsk {
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Narrows the streams that are looked at. */
  readonly selector?: string;
  readonly signal?: AbortSignal;
}

/** Counts of one series; `counts[i]` is of bucket `[startMs + i × stepMs, startMs + (i + 1) × stepMs)`. */
export interface CountSeries {
  /** Values of the labels asked for by `by`; a label that a line lacks is absent. */
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: readonly number[];
  /** True for the one series that holds everything which did not get a series of its own. */
  readonly rest?: boolean;
}

/** Zero-filled counts of lines per left-edge bucket; all series have the same buckets. */
export interface Counts {
  readonly startMs: number;
  readonly stepMs: number;
  readonly buckets: number;
  /** Largest sum first. One series of zeros where there is no line and no `by`. */
  readonly series: readonly CountSeries[];
}

export interface LogLine {
  /** Nanoseconds since the epoch, in digits. */
  readonly ns: string;
  readonly line: string;
  /** Indexed labels of the stream. */
  readonly labels: Readonly<Record<string, string>>;
  /** Structured metadata: where join keys live. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What stages of the query (`| json`, …) read from the line. */
  readonly parsed: Readonly<Record<string, string>>;
  /** Name of the endpoint that has it. */
  readonly endpoint: string;
  readonly region?: string;
}

export interface LogPattern {
  readonly pattern: string;
  readonly level?: string;
  readonly count: number;
  /** `[epoch ms, lines]` */
  readonly samples: ReadonlyArray<readonly [number, number]>;
  readonly endpoint: string;
  readonly region?: string;
}

/** Something a person should know about an answer; the text is catalogue entry `loki:notice.<code>` with `values`. */
export interface LogNotice {
  readonly code: LogNoticeCode;
  readonly severity: 'info' | 'warning';
  readonly values: LogValues;
}

export const logNoticeCodes = [
  /** More lines are there than were asked for. Values: `lines`. */
  'moreLines',
  /** More lines share one nanosecond than Loki gives at once. Values: `limit`. */
  'sameNanosecond',
  /** Only series that the newest lines have most often are told apart. Values: `kept`, `limit`. */
  'topSeries',
  /** Series could not be told apart at all. Values: `limit`. */
  'oneSeries',
  /** Nothing whatever is kept before a time. Values: `time` (ISO 8601). */
  'nothingBefore',
  /** Loki told it itself. Values: `message`. */
  'lokiWarning',
] as const;
export type LogNoticeCode = (typeof logNoticeCodes)[number];

/** How one endpoint did. */
export interface EndpointAnswer {
  readonly name: string;
  readonly region?: string;
  /** Why its part is missing. */
  readonly failed?: LogProblem;
  /** True where it has more than was taken. */
  readonly truncated?: boolean;
  readonly notices: readonly LogNotice[];
}

/** An answer merged over endpoints. Faults of endpoints are told here, never thrown. */
export interface LogAnswer<T> {
  readonly data: T;
  readonly regions: readonly EndpointAnswer[];
  /** Bytes of answers that were read. */
  readonly bytesRead: number;
}

export interface EndpointHealth extends EndpointAnswer {
  readonly version?: string;
  /** Labels of streams that the admin's selector finds in the last hour. */
  readonly labels: readonly string[];
  /** Lines of the last hour. */
  readonly lines?: number;
  readonly milliseconds: number;
}

/**
 * A log store. Methods throw `LogError` only for what the caller asked (LogQL that can't be read or merged, a range that
 * makes no sense, a refusal by every endpoint whose fault is the query's) and when cancelled; where endpoints fail, the
 * others answer, and where all fail, `data` is empty.
 */
export interface LogStore {
  /** Names as in the settings; empty where no endpoint is set up. */
  readonly endpoints: ReadonlyArray<{ readonly name: string; readonly region?: string }>;
  /**
   * Counts of lines. Buckets begin at `fromMs` where it is a multiple of a minute (or of `stepMs`), otherwise at the
   * epoch multiple of `stepMs` before it, and reach to or beyond `toMs`.
   */
  counts(ask: CountsAsk): Promise<LogAnswer<Counts>>;
  /** Lines newest first, at most `maxLines` of all endpoints together. */
  lines(ask: LinesAsk): Promise<LogAnswer<readonly LogLine[]>>;
  labelValues(ask: LabelValuesAsk): Promise<LogAnswer<readonly string[]>>;
  /** Patterns of lines, most frequent first; an endpoint without its pattern ingester has none. */
  patterns(ask: PatternsAsk): Promise<LogAnswer<readonly LogPattern[]>>;
  /** A real query at each endpoint, one after another for its own timing. */
  health(signal?: AbortSignal): Promise<readonly EndpointHealth[]>;
  dispose(): void;
}

/** One Loki, with everything it takes to ask it. */
export interface LokiEndpoint {
  readonly name: string;
  readonly region?: string;
  readonly url: string;
  /** `X-Scope-OrgID` */
  readonly tenant?: string;
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'basic'; readonly user: string; readonly password: string }
    | { readonly kind: 'bearer'; readonly token: string };
  readonly tls?: {
    readonly serverName?: string;
    readonly skipVerify?: boolean;
    /** PEM */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
  /** The admin's selector, ANDed into every query. */
  readonly selector: string;
}
