import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { ExportName, Format } from './metrics.ts'
import type { RowCount } from './read-table.ts'

/** Of one export. */
export interface ExportContext {
  /** Told of the rows that were written. */
  count: RowCount
  /** When it began. */
  now: Date
}

/** An export that can begin: everything that could be refused has been looked at. */
export interface PreparedExport {
  /** The file, piece by piece. Each piece is made when it is asked for. */
  chunks: AsyncIterable<string | Uint8Array>
  /** Headers of the answer that only this export has. */
  headers?: Readonly<Record<string, string>>
}

/** What is to be exported, and how. */
export interface ExportPlan {
  name: ExportName
  /** The name of the file before its date. */
  file: string
  format: Format
  /**
   * Looks at everything that can be refused.
   *
   * @param unit what is read in it is all of one moment; it stays open while the chunks are read.
   * @throws DomainError 404, RequestValidationError 400.
   */
  prepare(unit: UnitOfWork, context: ExportContext): Promise<PreparedExport>
}

/** Text that is in memory already. */
export async function* oneChunk(text: string) {
  yield text
}
