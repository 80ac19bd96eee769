import type { ImpactQuery } from '../../../query';
import type { Run } from '../common/ask';
import { QueryProblem } from '../common/problem';

export const runImpact: Run<ImpactQuery> = () => {
  throw new QueryProblem('queries:error.typeUnknown', { type: 'impact', types: '' }, { fault: 'shopscope' });
};
