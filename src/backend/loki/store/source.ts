import type { Loki } from '../api/loki';
import type { BaseMatchers } from '../logql/selector';
import type { LokiEndpoint } from '../types';
import type { Limits } from './limits';

/** One endpoint, ready to be asked. */
export interface Source {
  readonly endpoint: LokiEndpoint;
  readonly base: BaseMatchers;
  readonly loki: Loki;
  readonly limits: Limits;
}
