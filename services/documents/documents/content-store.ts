import { setTimeout as delay } from 'node:timers/promises'
import { type BlobStore, StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { SpooledFile } from '../../../plugins/spool/spooled-file.ts'
import { contentKey } from './content-address.ts'
import { lockOutSweeps } from './content-lock.ts'
import { deleteSweepMarks, findSweepMarks, type SweepMark } from './sweep-marks.ts'

/** What is stored: a file together with what it is. */
export interface Content {
  contentType: string
  file: Pick<SpooledFile, 'sha256' | 'size' | 'open'>
}

/** How often contents are stored again because a sweep has removed them meanwhile. */
const ATTEMPTS = 10
/** How often the store asks whether a running removal has ended. */
const REMOVAL_POLLS = 100
const POLL_MS = 200

function storageBusy(): DomainError {
  return new DomainError(503, 'STORAGE_UNAVAILABLE', 'The file storage is being cleaned up', 'Try again later')
}

/** A sweep has removed a content since it was stored. */
class SweptMeanwhileError extends Error {
  override readonly name = 'SweptMeanwhileError'
}

/** Stores contents under the hash of their bytes: equal contents are stored once. */
export class ContentStore {
  readonly #db: Database
  readonly #blobs: BlobStore

  constructor(db: Database, blobs: BlobStore) {
    this.#db = db
    this.#blobs = blobs
  }

  keyOf({ file }: Content): string {
    return contentKey(file.sha256)
  }

  /**
   * Stores contents and then, in one unit of work, writes the rows that refer to them. No transaction is open while
   * bytes travel: call this outside of any. If a sweep removes one of the contents before the rows are committed, the
   * contents are stored again.
   *
   * @param write writes the rows; it may run more than once, each time after a rollback.
   * @throws DomainError 409 when the storage fails, 503 when a sweep does not end in time; what `write` throws.
   */
  async storeThenWrite<T>(contents: readonly Content[], write: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const keys = contents.map((content) => this.keyOf(content))
    let known: SweepMark[] = []
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (const content of contents) await this.#store(content, known)
      try {
        return await this.#writeUnlessSwept(keys, known, write)
      } catch (error) {
        if (!(error instanceof SweptMeanwhileError)) throw error
      }
      known = await this.#marksOfEndedSweeps(keys)
    }
    throw storageBusy()
  }

  /** @throws SweptMeanwhileError, with nothing written, when sweeps have left other marks than the known ones. */
  async #writeUnlessSwept<T>(
    keys: readonly string[],
    known: readonly SweepMark[],
    write: (unit: UnitOfWork) => Promise<T>,
  ): Promise<T> {
    return this.#db.transaction(async (unit) => {
      if (keys.length === 0) return write(unit)
      await lockOutSweeps(unit)
      const marks = await findSweepMarks(unit, keys)
      const isKnown = (mark: SweepMark) => known.some(({ sweepId }) => sweepId === mark.sweepId)
      if (!marks.every(isKnown)) throw new SweptMeanwhileError()
      if (marks.length > 0) await deleteSweepMarks(unit, keys)
      return write(unit)
    })
  }

  async #marksOfEndedSweeps(keys: readonly string[]): Promise<SweepMark[]> {
    for (let poll = 0; poll < REMOVAL_POLLS; poll++) {
      const marks = await findSweepMarks(this.#db, keys)
      if (marks.every(({ hasEnded }) => hasEnded)) return marks
      await delay(POLL_MS)
    }
    throw storageBusy()
  }

  /** Stores a content, unless all of it is there and no sweep has marked it. */
  async #store(content: Content, known: readonly SweepMark[]): Promise<void> {
    const { file, contentType } = content
    const key = this.keyOf(content)
    const wasSwept = known.some((mark) => mark.key === key)
    try {
      if (!wasSwept && (await this.#blobs.head(key))?.size === file.size) return
      await this.#blobs.put(key, { open: () => file.open(), size: file.size, contentType })
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      const refusal = invalidOperation('upload file to storage', error.message)
      refusal.cause = error
      throw refusal
    }
  }
}
