import type { Readable } from 'node:stream'

/** Metadata of a stored object. */
export interface BlobInfo {
  /** Bytes. */
  size: number
  /** Media type that it was stored with. */
  contentType: string | null
  modifiedAt: Date
}

/** An object in a listing. */
export interface ListedBlob {
  key: string
  size: number
  modifiedAt: Date
}

/** The bytes of a new object. They can be read more than once. */
export interface BlobSource {
  open(): Readable
  /** Bytes. */
  size: number
  contentType: string
}

/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * Keeps immutable objects by key. Keys are relative paths of plain words, such as `cas/0f3a`.
 *
 * Every method rejects with StorageError when the store fails.
 */
export interface BlobStore {
  /** Creates the folder or bucket for the objects, if it is missing. */
  prepare(): Promise<void>
  /** Stores an object completely or not at all. It replaces an object with the same key. */
  put(key: string, source: BlobSource): Promise<void>
  /** Null when there is no such object. */
  head(key: string): Promise<BlobInfo | null>
  /** The bytes of an object, or some of them. Null when there is no such object. */
  read(key: string, range?: ByteRange): Promise<Readable | null>
  /** All objects whose keys start with `prefix`. */
  list(prefix: string): AsyncIterable<ListedBlob>
  /** Removes objects; one that does not exist counts as removed. */
  delete(keys: readonly string[]): Promise<void>
  /** Stores the same bytes under another key. @throws StorageError also when there is no such object. */
  copy(from: string, to: string): Promise<void>
  close(): Promise<void>
}

/** The store failed; `message` is for users. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
}

/** Runs an operation of a store and turns its error into a StorageError that names no host, path or key. */
export async function asStorageError<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StorageError) throw cause
    throw new StorageError(`the storage could not ${action}`, { cause })
  }
}
