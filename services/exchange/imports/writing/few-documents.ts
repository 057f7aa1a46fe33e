import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { rewriteDocuments } from '../../../catalogue/search-documents/write-documents.ts'

/** More documents than these are left to the rebuilder, which finds them itself. */
const MOST_DOCUMENTS = 500

/** Writes the search documents of parts that a file is about, when they are few. */
export async function rewriteFewDocuments(unit: UnitOfWork, partIds: readonly number[]): Promise<void> {
  if (partIds.length > 0 && partIds.length <= MOST_DOCUMENTS) await rewriteDocuments(unit, partIds)
}
