import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { rewriteDocuments } from '../../catalogue/search-documents/write-documents.ts'
import type { EditedPart } from './edit.ts'
import { WRITE_EDITED_PARTS } from './statements.ts'

/** Writes the edited fields of locked parts, and their search documents. */
export async function writeParts(unit: UnitOfWork, parts: readonly EditedPart[]): Promise<void> {
  await unit.query(WRITE_EDITED_PARTS, [JSON.stringify(parts)])
  await rewriteDocuments(
    unit,
    parts.map(({ id }) => id),
  )
}
