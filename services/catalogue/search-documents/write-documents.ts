import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { makeDocument } from './make-document.ts'
import { LOCK_DOCUMENTS, WRITE_DOCUMENTS } from './statements.ts'
import type { DocumentedPart } from './stored-document.ts'
import { turns } from './turns.ts'

/** Writes the search document of a part that this unit of work has added or changed, as it is now. */
export async function writeDocument(unit: UnitOfWork, part: DocumentedPart): Promise<void> {
  await unit.query(WRITE_DOCUMENTS, [JSON.stringify([await makeDocument(part)])])
}

/** The same for many parts, which this unit of work has locked. */
export async function rewriteDocuments(unit: UnitOfWork, partIds: readonly number[]): Promise<void> {
  const turn = turns()
  const documents = []
  for (const part of await unit.query(LOCK_DOCUMENTS, [partIds])) {
    await turn()
    documents.push(await makeDocument(part))
  }
  if (documents.length > 0) await unit.query(WRITE_DOCUMENTS, [JSON.stringify(documents)])
}
