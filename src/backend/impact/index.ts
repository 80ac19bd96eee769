/** What orders were to be expected, whether they are missing, and what that is worth. Pure: no I/O, no clock, no chance. */
export type * from './types';
export { assess } from './assess';
export { historyStart } from './history';
export { checkoutEvidence, type CheckoutEvidence } from './checkouts';
export { requiredCounts } from './required';
export { publicHolidays } from './holidays';
export { speak, type Speaking } from './speak';
