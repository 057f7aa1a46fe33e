import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { BlobStore, ListedBlob } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { Statement } from '../../../plugins/database/statement.ts'
import { CONTENT_PREFIX } from './content-address.ts'
import { tryLockContents } from './content-lock.ts'
import { deleteOldSweepMarks, endSweep, markSwept } from './sweep-marks.ts'
import { ATTACHED_CONTENTS } from './sweep-statements.ts'

const KEYS_A_BATCH = 500
const RETRY_AFTER_MS = 100
/** How often a batch is tried while uploads hold the lock without a pause. */
const MAX_RETRIES = 3000

/** Those of the contents `$1` that a table refers to. */
export type ReferringStatement = Statement<{ key: string | null }>

type Sweepable = Pick<BlobStore, 'list' | 'delete'>

export interface SweepOptions {
  db: Database
  blobs: Sweepable
  /** What other wings refer to, beside attachments. A content that none of them names is an orphan. */
  referring: readonly ReferringStatement[]
  /** What of other wings forgets the contents `$1` when they are removed. */
  forgetting?: readonly Statement<object>[]
  /** Contents that were stored more recently are kept, in milliseconds. */
  minAgeMs: number
  /** Whether orphans are removed, or only found. */
  remove: boolean
  /** Called with each orphan; after its removal if `remove` is set. */
  onOrphan: (blob: ListedBlob) => void
}

async function orphansAmong(
  db: Pick<Database, 'query'>,
  referring: readonly ReferringStatement[],
  batch: readonly ListedBlob[],
): Promise<ListedBlob[]> {
  const orphans = new Set(batch.map(({ key }) => key))
  for (const statement of [ATTACHED_CONTENTS, ...referring]) {
    for (const { key } of await db.query(statement, [[...orphans]])) if (key !== null) orphans.delete(key)
  }
  return batch.filter(({ key }) => orphans.has(key))
}

/**
 * Chooses and marks the contents that are removed. No unit of work can begin to refer to one of them between the check
 * and the mark.
 *
 * @returns null when a unit of work is about to refer to a content now.
 */
async function chooseOrphans(
  { db, referring, forgetting = [] }: Pick<SweepOptions, 'db' | 'referring' | 'forgetting'>,
  sweepId: string,
  batch: readonly ListedBlob[],
): Promise<ListedBlob[] | null> {
  return db.transaction(async (unit) => {
    if (!(await tryLockContents(unit))) return null
    const orphans = await orphansAmong(unit, referring, batch)
    const keys = orphans.map(({ key }) => key)
    await markSwept(unit, sweepId, keys)
    for (const statement of forgetting) await unit.query(statement, [keys])
    return orphans
  })
}

/**
 * Removes contents that nothing refers to, with no transaction open. An upload that stores one of these contents
 * meanwhile sees its mark. If the storage fails, the marks stay those of a running removal: it may still happen.
 */
async function removeOrphans(options: SweepOptions, batch: readonly ListedBlob[]): Promise<ListedBlob[]> {
  const { db, blobs } = options
  const sweepId = randomUUID()
  for (let i = 0; i < MAX_RETRIES; i++) {
    const orphans = await chooseOrphans(options, sweepId, batch)
    if (orphans) {
      await blobs.delete(orphans.map(({ key }) => key))
      await endSweep(db, sweepId)
      return orphans
    }
    await delay(RETRY_AFTER_MS)
  }
  throw new Error('Files are being stored all the time; try again later')
}

async function* inBatches(blobs: AsyncIterable<ListedBlob>): AsyncGenerator<ListedBlob[]> {
  let batch: ListedBlob[] = []
  for await (const blob of blobs) {
    batch.push(blob)
    if (batch.length < KEYS_A_BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

/**
 * Finds stored contents that nothing refers to, such as those of deleted attachments, and removes them if
 * `remove` is set. The service may run meanwhile.
 *
 * @returns how many contents there are.
 * @throws StorageError.
 */
export async function sweepContents(options: SweepOptions): Promise<number> {
  const { db, blobs, referring, minAgeMs, remove, onOrphan } = options
  const newest = Date.now() - minAgeMs
  let total = 0
  if (remove) await deleteOldSweepMarks(db)
  for await (const batch of inBatches(blobs.list(CONTENT_PREFIX))) {
    total += batch.length
    const old = batch.filter(({ modifiedAt }) => modifiedAt.getTime() <= newest)
    const orphans = await orphansAmong(db, referring, old)
    if (orphans.length === 0) continue
    const found = remove ? await removeOrphans(options, orphans) : orphans
    for (const orphan of found) onOrphan(orphan)
  }
  return total
}
