import type { FailureCode } from './failure.ts'
import type { ReadChoices, ReadResult, ReadRow } from './read-result.ts'

/** What a reading worker is given. */
export interface WorkerInput {
  bytes: Uint8Array
  fileName: string
  choices: ReadChoices
}

/** What it answers: the file, its rows in batches, and the end; or why the file cannot be read. */
export type WorkerAnswer =
  | { type: 'read'; read: Omit<ReadResult, 'rows'> }
  | { type: 'rows'; rows: ReadRow[] }
  | { type: 'done' }
  | { type: 'failed'; code: FailureCode; message: string }
