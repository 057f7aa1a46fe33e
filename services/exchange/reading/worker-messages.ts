import type { FailureCode } from './failure.ts'
import type { ReadChoices, ReadHead } from './read-result.ts'

/** What a reading worker is given. */
export interface WorkerInput {
  bytes: Uint8Array
  fileName: string
  choices: ReadChoices
}

/**
 * What it answers: the rows in batches, and then the file; or why the file cannot be read. A batch is JSON, so that who
 * only hands it on has one text and not thousands of objects.
 */
export type WorkerAnswer =
  | { type: 'read'; read: ReadHead }
  | { type: 'rows'; rows: string; count: number }
  | { type: 'failed'; code: FailureCode; message: string }
