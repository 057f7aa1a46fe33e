import type { FailureCode } from './failure.ts'
import type { ReadChoices, ReadResult, ReadRow } from './read-result.ts'

/** What a reading worker is given. */
export interface WorkerInput {
  bytes: Uint8Array
  fileName: string
  choices: ReadChoices
}

/** What it answers: the rows in batches, and then the file; or why the file cannot be read. */
export type WorkerAnswer =
  | { type: 'read'; read: Omit<ReadResult, 'rows'> }
  | { type: 'rows'; rows: ReadRow[] }
  | { type: 'failed'; code: FailureCode; message: string }
