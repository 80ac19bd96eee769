export { readBulkLines, type LineBatch, type ReadOptions } from './bulk/lines';
export { deprecatedIn, type Deprecated } from './document/deprecated';
export { checkDocument, type DocumentCheck } from './document/check';
export { errorCodes, noticeCodes, type ErrorCode, type NoticeCode } from './codes';
export {
  describeSelection,
  listAt,
  type ColumnKind,
  type SelectedColumn,
  type SelectedItems,
  type SelectionDescription,
} from './document/describe';
export { shopDomain } from './domain';
export { systemEnvironment, type Clock, type Environment, type Log, type Timers } from './environment';
export { ShopifyError, type Fault } from './errors';
export { factsDocument } from './facts';
export { Registry } from './registry';
export { adminSchema, packedSchema, type AdminSchema, type SearchFilter } from './schema/load';
export { createShopify, shopifyFor } from './shopify';
export { personalColumn } from './shopifyql/guard';
export * from './types';
