import { setTimeout as delay } from 'node:timers/promises'
import type { BlobStore, ListedBlob } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { CONTENT_PREFIX } from './content-address.ts'
import { tryLockContents } from './content-store.ts'

const KEYS_A_BATCH = 500
const RETRY_AFTER_MS = 100
/** Uploads that go on without a pause for so long are not waited for any further. */
const MAX_RETRIES = 3000

type Sweepable = Pick<BlobStore, 'list' | 'delete'>

export interface SweepOptions {
  db: Database
  blobs: Sweepable
  /** What was stored more recently stays, in milliseconds. */
  minAgeMs: number
  /** Whether orphans are removed, or only found. */
  remove: boolean
  /** Told of each orphan, once it is removed where it is to be. */
  onOrphan: (blob: ListedBlob) => void
}

async function orphansAmong(db: Pick<Database, 'query'>, batch: readonly ListedBlob[]): Promise<ListedBlob[]> {
  const rows = await db.query<{ key: string }>(
    `select key from unnest($1::text[]) key
      where not exists (select from attachments where s3_key = key)
        and not exists (select from sellers where logo_s3_key = key)`,
    [batch.map(({ key }) => key)],
  )
  const orphans = new Set(rows.map(({ key }) => key))
  return batch.filter(({ key }) => orphans.has(key))
}

/** Between the question who refers to a content and its removal, nobody may begin to. */
async function removeOrphans(unit: UnitOfWork, blobs: Sweepable, batch: readonly ListedBlob[]): Promise<ListedBlob[]> {
  for (let i = 0; !(await tryLockContents(unit)); i++) {
    if (i === MAX_RETRIES) throw new Error('Files are being stored all the time; try again later')
    await delay(RETRY_AFTER_MS)
  }
  const orphans = await orphansAmong(unit, batch)
  await blobs.delete(orphans.map(({ key }) => key))
  return orphans
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
 * Finds stored contents that nothing refers to, such as those of deleted attachments, and removes them if that is
 * wanted. The service may run meanwhile.
 *
 * @returns how many contents there are.
 * @throws StorageError.
 */
export async function sweepContents({ db, blobs, minAgeMs, remove, onOrphan }: SweepOptions): Promise<number> {
  const newest = Date.now() - minAgeMs
  let total = 0
  for await (const batch of inBatches(blobs.list(CONTENT_PREFIX))) {
    total += batch.length
    const old = batch.filter(({ modifiedAt }) => modifiedAt.getTime() <= newest)
    const orphans = await orphansAmong(db, old)
    if (orphans.length === 0) continue
    const found = remove ? await db.transaction((unit) => removeOrphans(unit, blobs, orphans)) : orphans
    for (const orphan of found) onOrphan(orphan)
  }
  return total
}
