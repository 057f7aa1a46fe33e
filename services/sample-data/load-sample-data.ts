import type { BlobStore } from '../../plugins/blob-storage/blob-store.ts'
import type { Database, UnitOfWork } from '../../plugins/database/database.ts'
import { ContentStore } from '../documents/documents/content-store.ts'
import { asOfToday } from './as-of-today.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { drawContents, loadDocuments, type SampleContents } from './load-documents.ts'
import { connectPickLines, loadKitsAndLists, loadPickLines, loadShoppingLines } from './load-kits-and-lists.ts'
import { loadStock } from './load-stock.ts'
import { readSampleFiles } from './read-sample-files.ts'
import { SYNC_BOX_NUMBERS } from './statements.ts'
import { COUNT_ROWS, SUMMARY } from './summary-statements.ts'

/** The data set that the service ships. */
export const SAMPLE_DATA = new URL('../../sample-data/', import.meta.url)

/**
 * Loads a data set into an empty inventory whose part types are synced, in one transaction; only
 * files may remain after an error. Pictures and data sheets are drawn here, and links are not fetched, so no network is
 * needed.
 *
 * @param options `blobs` stores the files of documents; without it there are none. `folder` has the data.
 * @throws DomainError 409 that names the first entry that is wrong.
 */
export async function loadSampleData(
  db: Database,
  { blobs, folder = SAMPLE_DATA }: { blobs?: BlobStore; folder?: URL } = {},
): Promise<void> {
  const files = asOfToday(await readSampleFiles(folder))
  const load = async (unit: UnitOfWork, contents: SampleContents | null) => {
    const catalogue = await loadCatalogue(unit, files)
    const plans = await loadKitsAndLists(unit, files, catalogue)
    const lines = await loadShoppingLines(unit, files, catalogue, plans)
    const picked = await loadPickLines(unit, files, catalogue, plans)
    await loadStock(unit, files, catalogue, { picked, lists: plans.lists, lines })
    await connectPickLines(unit)
    if (contents) await loadDocuments(unit, contents, catalogue)
    await unit.query(SYNC_BOX_NUMBERS)
  }
  if (!blobs) return db.transaction((unit) => load(unit, null))
  const contents = await drawContents(files)
  const stored = [...contents.documents, ...contents.logos].flatMap((each) => each.stored ?? [])
  await new ContentStore(db, blobs).storeThenWrite(stored, (unit) => load(unit, contents))
}

/** Counts rows. @returns one line for each group, such as "kits: 6 kits, 41 contents". */
export async function summarise(db: Database): Promise<string[]> {
  const [counts = {}] = await db.query(COUNT_ROWS)
  return Object.entries(SUMMARY).map(([group, tables]) => {
    const texts = Object.entries(tables).map(([name, table]) => `${counts[table]} ${name}`)
    return `${group}: ${texts.join(', ')}`
  })
}
