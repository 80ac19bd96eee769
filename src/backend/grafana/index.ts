/** Grafana's backend plugin protocol in TypeScript. `serve` is where a plugin begins. */
export { decodeFrame } from './arrow/decode';
export { encodeFrame } from './arrow/encode';
export { PluginError, type ErrorSource } from './errors';
export {
  boolField,
  jsonField,
  numberField,
  stringField,
  timeField,
  type Field,
  type FieldConfig,
  type FieldType,
  type FieldValues,
  type Frame,
  type FrameKind,
  type FrameMeta,
  type Labels,
  type Notice,
} from './frame';
export { encodeFrameJson } from './frame-json';
export { decodeFrameJson } from './frame-json-decode';
export { createLogger } from './hclog';
export type { LogFields, Logger } from './log';
export { englishMessages, type Asker, type Messages } from './messages';
export { compose, type Endpoint, type Middleware, type MiddlewareContext, type Outcome } from './middleware';
export type {
  AppSettings,
  CallContext,
  DataQuery,
  DataSourceSettings,
  Health,
  Instance,
  PluginContext,
  PluginDefinition,
  ResourcePart,
  ResourceRequest,
  StreamRequest,
  SubscribeStatus,
  TimeRange,
  User,
} from './plugin';
export type { ServeOptions } from './runtime';
export { serve } from './serve';
