import type { Database } from '../../../plugins/database/database.ts'
import { DIFFERENT_DOCUMENTS, PARTS_AFTER } from './statements.ts'
import { storedDocument } from './stored-document.ts'

const PAGE = 500
/** Letters of the descriptions of a page: one long text may follow, so that no transaction waits for many. */
const PAGE_TEXT = 50_000

/** Computes the document of every part anew. @returns the keys of the parts whose stored document is another one. */
export async function findWrongDocuments(db: Database): Promise<string[]> {
  const wrong: string[] = []
  let last = 0
  for (;;) {
    const after = last
    // Parts and documents as of one moment, since parts may be changed meanwhile.
    const found = await db.transaction(
      async (unit) => {
        const parts = await unit.query(PARTS_AFTER, [after, PAGE, PAGE_TEXT])
        const documents = JSON.stringify(parts.map(storedDocument))
        const different = await unit.query(DIFFERENT_DOCUMENTS, [documents])
        return { last: parts.at(-1)?.id, keys: different.map(({ key }) => key) }
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    )
    wrong.push(...found.keys)
    if (found.last === undefined) return wrong
    last = found.last
  }
}
