import { type BlobStore, StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { contentKey } from './content-address.ts'
import type { TypedFile } from './file-rules.ts'

/** Names, among the locks that applications define in PostgreSQL, the one between storing and sweeping contents. */
const SWEEP_LOCK = 7_461_001

/**
 * Keeps contents from being swept until the end of the unit of work, which is about to refer to one of them. Many may
 * hold it at once.
 */
export async function holdContents(unit: UnitOfWork): Promise<void> {
  await unit.query('select pg_advisory_xact_lock_shared($1)', [SWEEP_LOCK])
}

/**
 * Keeps everybody from starting to refer to contents until the end of the unit of work, unless somebody is about to
 * now: who would wait here would keep all others waiting behind.
 *
 * @returns whether it does.
 */
export async function tryLockContents(unit: UnitOfWork): Promise<boolean> {
  const [row] = await unit.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [SWEEP_LOCK])
  return row?.locked === true
}

/** Stores contents under the hash of their bytes: the same bytes are stored once, whoever has them. */
export class ContentStore {
  readonly #blobs: BlobStore

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  keyOf({ file }: TypedFile): string {
    return contentKey(file.sha256)
  }

  /**
   * Stores a content, unless all of it is there.
   *
   * @throws DomainError 409 when the storage fails.
   */
  async store(content: TypedFile): Promise<void> {
    const { file, contentType } = content
    const key = this.keyOf(content)
    try {
      if ((await this.#blobs.head(key))?.size === file.size) return
      await this.#blobs.put(key, { open: () => file.open(), size: file.size, contentType })
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      const refusal = invalidOperation('upload file to storage', error.message)
      refusal.cause = error
      throw refusal
    }
  }
}
