/** A parsed ShopifyQL query. Names are lower case; places count from 1 and point at the source text. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Expression =
  | { readonly kind: 'column'; readonly name: string; readonly place: Place }
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

export interface Shown {
  readonly expression: Expression;
  readonly alias: string | undefined;
}

export type Literal = string | number | boolean;

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'CONTAINS' | 'STARTS WITH' | 'ENDS WITH';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'null'; readonly column: string; readonly negated: boolean; readonly place: Place }
  | {
      readonly kind: 'in';
      readonly column: string;
      readonly values: readonly Literal[];
      readonly negated: boolean;
      readonly place: Place;
    }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: Comparison;
      readonly value: Literal;
      readonly place: Place;
    };

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export type DateTerm =
  | { readonly kind: 'absolute'; readonly text: string; readonly hasTime: boolean }
  | { readonly kind: 'relative'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end'; readonly unit: Unit; readonly of: DateTerm };

export interface Grouping {
  readonly column: string;
  readonly place: Place;
  /** TOP n: the n values with the highest first metric. */
  readonly top: number | undefined;
  /** ONLY: what is not among them is left out instead of summed up. */
  readonly only: boolean;
}

export type Compare =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'dates'; readonly since: DateTerm; readonly until: DateTerm | undefined };

export interface Query {
  readonly schemas: ReadonlyArray<{ readonly name: string; readonly place: Place }>;
  readonly show: readonly Shown[];
  readonly where: Condition | undefined;
  readonly groupBy: readonly Grouping[];
  readonly timeseries: { readonly column: string; readonly place: Place } | undefined;
  readonly since: DateTerm | undefined;
  readonly until: DateTerm | undefined;
  readonly during: { readonly name: string; readonly place: Place } | undefined;
  readonly compare: Compare | undefined;
  readonly having: Condition | undefined;
  readonly orderBy: ReadonlyArray<{ readonly column: string; readonly descending: boolean; readonly place: Place }>;
  readonly limit: number | undefined;
  readonly offset: number;
  readonly totals: boolean;
  readonly groupTotals: boolean;
  readonly percentChange: boolean;
  readonly cumulative: boolean;
  readonly timeZone: string | undefined;
  readonly currency: string | undefined;
}
