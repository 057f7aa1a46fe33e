import type { BlobStore } from '../../plugins/blob-storage/blob-store.ts'
import type { Database } from '../../plugins/database/database.ts'
import { loadCatalogue, loadStock } from './load-catalogue.ts'
import { loadDocuments } from './load-documents.ts'
import { loadKitsAndLists, loadPickLines, loadShoppingLines } from './load-kits-and-lists.ts'
import { readSampleFiles } from './read-sample-files.ts'

/** The data set that the service ships. */
export const SAMPLE_DATA = new URL('../../sample-data/', import.meta.url)

/**
 * Loads a data set into an empty inventory whose part types are synced, in one transaction: all of it or nothing.
 * Pictures and data sheets are drawn here, and links are stored as they are, so no network is needed.
 *
 * @param options `blobs` takes the files of documents; without it there are none. `folder` has the data.
 * @throws DomainError 409 that names the first entry that is wrong.
 */
export async function loadSampleData(
  db: Database,
  { blobs, folder = SAMPLE_DATA }: { blobs?: BlobStore; folder?: URL } = {},
): Promise<void> {
  const files = await readSampleFiles(folder)
  await db.transaction(async (unit) => {
    const catalogue = await loadCatalogue(unit, files)
    const plans = await loadKitsAndLists(unit, files, catalogue)
    await loadShoppingLines(unit, files, catalogue, plans)
    await loadStock(unit, files, catalogue)
    await loadPickLines(unit, files, catalogue, plans)
    if (blobs) await loadDocuments(unit, blobs, files, catalogue)
    await unit.query(`select setval('boxes_box_no_seq', coalesce(max(box_no), 1), max(box_no) is not null) from boxes`)
  })
}

/** What the inventory holds, in groups, for a summary. */
const SUMMARY = {
  catalogue: { types: 'types', parts: 'parts', sellers: 'sellers' },
  storage: { boxes: 'boxes', locations: 'locations', placements: 'part_locations', history: 'quantity_history' },
  shopping: { lists: 'shopping_lists', lines: 'shopping_list_lines', 'seller groups': 'shopping_list_sellers' },
  kits: {
    kits: 'kits',
    contents: 'kit_contents',
    'pick lists': 'kit_pick_lists',
    'pick-list lines': 'kit_pick_list_lines',
    'kit–list links': 'kit_shopping_list_links',
  },
  documents: { attachments: 'attachments' },
}

/** Counts rows. @returns one line for each group, such as "kits: 6 kits, 41 contents". */
export async function summarise(db: Database): Promise<string[]> {
  const lines: string[] = []
  for (const [group, tables] of Object.entries(SUMMARY)) {
    const counts: string[] = []
    for (const [name, table] of Object.entries(tables)) {
      const [row] = await db.query<{ count: number }>(`select count(*) as count from ${table}`)
      counts.push(`${row?.count} ${name}`)
    }
    lines.push(`${group}: ${counts.join(', ')}`)
  }
  return lines
}
