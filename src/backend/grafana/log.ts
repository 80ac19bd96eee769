/** Values logged beside a message; secrets are the caller's to leave out. */
export type LogFields = Readonly<Record<string, unknown>>;

/** A structured logger. `with` gives one that adds fields to every line. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  with(fields: LogFields): Logger;
}
