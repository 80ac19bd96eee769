export { LogError, logErrorCodes, type LogErrorCode, type LogFault, type LogProblem, type LogValues } from './errors';
export * from './types';
