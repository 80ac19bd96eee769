export { personalColumn } from './shopifyql/guard';
export { shopDomain } from './domain';
export { systemEnvironment, type Clock, type Environment, type Log, type Timers } from './environment';
export { ShopifyError, type Fault } from './errors';
export { errorCodes, noticeCodes, type ErrorCode, type NoticeCode } from './codes';
export { Registry } from './registry';
export { adminSchema, type AdminSchema, type SearchFilter } from './schema/load';
export { createShopify, shopifyFor } from './shopify';
export * from './types';
