interface LogMethod {
  (fields: object, message: string): void
  (message: string): void
}

/** What those log with who know no web framework; the framework's logger is one. */
export interface Log {
  debug: LogMethod
  info: LogMethod
  warn: LogMethod
  error: LogMethod
}
