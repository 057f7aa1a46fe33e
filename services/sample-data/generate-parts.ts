import type { BlobStore } from '../../plugins/blob-storage/blob-store.ts'
import type { Database, UnitOfWork } from '../../plugins/database/database.ts'
import { type Limits, withLimits } from '../../plugins/database/limits.ts'
import { lockOutSweeps } from '../documents/documents/content-lock.ts'
import { addBoxes } from './generated/add-boxes.ts'
import { addDocuments } from './generated/add-documents.ts'
import { addKits } from './generated/add-kits.ts'
import { addLedger } from './generated/add-ledger.ts'
import { addParts } from './generated/add-parts.ts'
import { addSellers } from './generated/add-sellers.ts'
import { addShoppingLists } from './generated/add-shopping-lists.ts'
import { addStock, beginPiles } from './generated/add-stock.ts'
import { draftParts } from './generated/draft-parts.ts'
import { findFreeKeys } from './generated/free-keys.ts'
import { CLOCK_AND_PARTS, VACUUM_FILLED_TABLES } from './generated/statements.ts'
import { type StoredDocuments, storeDocuments } from './generated/stored-documents.ts'
import { ALL_TYPES } from './statements.ts'

const BATCH = 5000

/** Single statements of the largest data sets take longer than the limits of the service. */
const LIMITS: Limits = { statementSeconds: 3600, lockSeconds: 60 }

const NO_DOCUMENTS: StoredDocuments = { pictures: new Map(), datasheets: [] }

/** The progress of the generation. */
export interface GenerateProgress {
  what: 'parts' | 'history rows'
  done: number
  /** An estimate for history rows. */
  total: number
}

export interface GenerateOptions {
  /** Stores pictures and data sheets; without it there are only links. */
  blobs?: BlobStore
  onProgress?: (progress: GenerateProgress) => void
}

async function fill(
  unit: UnitOfWork,
  count: number,
  files: StoredDocuments,
  onProgress: (progress: GenerateProgress) => void,
) {
  await lockOutSweeps(unit)
  const [clock] = await unit.query(CLOCK_AND_PARTS)
  const { now, parts: existing } = clock ?? { now: Date.now() / 1000, parts: 0 }
  const typeRows = await unit.query(ALL_TYPES)
  const types = new Map(typeRows.map(({ id, name }) => [name, id]))
  const keys = await findFreeKeys(unit, count)
  const sellers = await addSellers(unit)
  await addBoxes(unit, count)
  await beginPiles(unit)
  const drafts = draftParts(existing)
  const partIds: number[] = []
  for (let first = 0; first < count; first += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - first) }, () => drafts.next().value)
    const position = { first, total: count, now: now * 1000 }
    const added = await addParts(unit, batch, { keys: keys.slice(first, first + batch.length), types, position })
    const ids = added.map(({ id }) => id)
    await addDocuments(unit, added, files, sellers)
    await addStock(unit, ids)
    partIds.push(...ids)
    onProgress({ what: 'parts', done: partIds.length, total: count })
  }
  await addLedger(unit, now, (done, total) => onProgress({ what: 'history rows', done, total }))
  const kitIds = await addKits(unit, partIds)
  await addShoppingLists(unit, partIds, kitIds, sellers)
}

/**
 * Adds generated parts for benchmarks: families, values and numbers are distributed as in real inventories, with documents,
 * seller links, stock, a history of some years whose sum is the stock, kits, pick lists and shopping lists. All in one
 * transaction. The types must be synced. The same number of parts in an empty inventory gives the same parts.
 *
 * @param count number of parts to add; at 400,000 there are 1.2 million piles and 10 million history rows.
 * @throws DomainError 409, with nothing added, when fewer keys are free.
 */
export async function generateParts(
  db: Database,
  count: number,
  { blobs, onProgress = () => {} }: GenerateOptions = {},
): Promise<void> {
  if (count === 0) return
  const files = blobs ? await storeDocuments(blobs) : NO_DOCUMENTS
  await withLimits(LIMITS, async () => {
    await db.transaction((unit) => fill(unit, count, files, onProgress))
    await db.query(VACUUM_FILLED_TABLES)
  })
}
