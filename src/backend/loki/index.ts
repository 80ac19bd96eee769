export { LogError, logErrorCodes, type LogErrorCode, type LogFault, type LogProblem, type LogValues } from './errors';
export { readStages } from './logql/restrict';
export { quote as quoteLogql } from './logql/strings';
export { lokiStore, mostLines, type LokiParts } from './store/store';
export { hostList, type HostList } from './transport/place';
export * from './types';
