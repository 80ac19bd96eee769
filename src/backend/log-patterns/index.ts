/** Patterns of log messages: pure functions, which know no log store. */
export { minePatterns, type Mined, type Said } from './drain';
export { lineFilter } from './filter';
export { masked, wildcard } from './mask';
