import type { Ids } from './ids';
import type { Frame } from './stack';

/** Something worth a line in Loki. */
export interface Line extends Ids {
  /** Levels of Faro; a pipeline makes `warn` of `warning`. */
  readonly level: 'info' | 'warning' | 'error';
  /** `error_code` in Loki: few values, in capitals. Steps of a checkout have none. */
  readonly error_code?: string;
  readonly message: string;
  /** Facts that are no ids. */
  readonly more?: Readonly<Record<string, string>>;
  /** For errors of scripts, which Faro keeps apart. */
  readonly exception?: { readonly type: string; readonly frames: readonly Frame[] };
}
