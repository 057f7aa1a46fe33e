import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import { FileError } from '../reading/failure.ts'

const FOLDER = 'imports'

/** Where the file of a new import is stored. */
export function newFileKey(): string {
  return `${FOLDER}/${randomUUID()}`
}

/** The bytes of a stored file, in memory of their own that can be handed to a worker. */
export async function readFileOf(blobs: BlobStore, key: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const stream = key === null ? null : await blobs.read(key)
  if (stream === null) throw new FileError('UNREADABLE', 'The file is not stored any more: upload it again')
  return new Uint8Array(await buffer(stream))
}
