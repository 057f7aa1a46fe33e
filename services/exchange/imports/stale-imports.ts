import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database } from '../../../plugins/database/database.ts'
import { FORGET_IMPORT } from '../../stock/receipts/statements.ts'
import {
  END_ORPHANED_UNDO,
  FAIL_ORPHANS,
  FORGET_OLD_FILES,
  OLD_IMPORTS,
  REPROPOSE_ORPHANS,
} from './retention-statements.ts'
import { DELETE_IMPORT } from './statements.ts'

/** Deletes imports that nobody has committed for so many days, and files of those that were committed a year ago. */
export async function deleteOldImports(db: Database, blobs: BlobStore, days: number): Promise<number> {
  const old = await db.query(OLD_IMPORTS, [days])
  for (const { id } of old) {
    const key = await db.transaction(async (unit) => {
      await unit.query(FORGET_IMPORT, [id])
      const [deleted] = await unit.query(DELETE_IMPORT, [id])
      return deleted?.blob_key ?? null
    })
    if (key !== null) await blobs.delete([key])
  }
  const files = await db.query(FORGET_OLD_FILES)
  await blobs.delete(files.map(({ blob_key }) => blob_key))
  return old.length
}

/** Imports whose task was cancelled, timed out or is gone wait for nobody: they fail, can be committed again, or can be undone again. */
export async function releaseOrphans(db: Database): Promise<void> {
  await db.query(FAIL_ORPHANS)
  await db.query(REPROPOSE_ORPHANS)
  await db.query(END_ORPHANED_UNDO)
}
