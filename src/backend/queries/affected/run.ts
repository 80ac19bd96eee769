import type { AffectedQuery } from '../../../query';
import type { Run } from '../common/ask';
import { QueryProblem } from '../common/problem';

export const runAffected: Run<AffectedQuery> = () => {
  throw new QueryProblem('queries:error.typeUnknown', { type: 'affected', types: '' }, { fault: 'shopscope' });
};
