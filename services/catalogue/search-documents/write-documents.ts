import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { LOCK_PART, WRITE_DOCUMENTS } from './statements.ts'
import { type DocumentedPart, storedDocument } from './stored-document.ts'

/** Writes the search document of a part that this unit of work has added. */
export async function writeDocument(unit: UnitOfWork, part: DocumentedPart): Promise<void> {
  await unit.query(WRITE_DOCUMENTS, [JSON.stringify([storedDocument(part)])])
}

/**
 * Writes the search document of a part that this unit of work has changed. The part is locked and read once more: where
 * the unit changed nothing in the end, another one may be changing it.
 */
export async function rewriteDocument(unit: UnitOfWork, partId: number): Promise<void> {
  const [part] = await unit.query(LOCK_PART, [partId])
  if (part) await writeDocument(unit, part)
}
