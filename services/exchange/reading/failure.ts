/** Why a file cannot be read at all: a closed set, the label of a metric and the `error_code` of an import. */
export const FAILURE_CODES = [
  'EMPTY',
  'UNREADABLE',
  'NOT_IMPORTABLE',
  'ENCRYPTED',
  'BOMB',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'TOO_MANY_CELLS',
  'LINE_TOO_LONG',
  'OUT_OF_MEMORY',
  'TIMED_OUT',
  'CANCELLED',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

/** The file cannot be read; the message says what it is and what to do. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: FailureCode

  constructor(code: FailureCode, message: string) {
    super(message)
    this.code = code
  }
}
