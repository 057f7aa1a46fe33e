import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { makeFolder } from '../make-folder.ts'

/** Bytes at the beginning that are kept in memory, to detect the type of the file. */
export const HEAD_BYTES = 16 * 1024

/** The file has more bytes than are allowed. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/** Received bytes in a temporary file. The owner calls `dispose` in the end. */
export interface SpooledFile {
  path: string
  /** Bytes. */
  size: number
  /** Lower-case hexadecimal digits. */
  sha256: string
  /** The first `HEAD_BYTES` bytes. */
  head: Buffer
  open(): Readable
  dispose(): Promise<void>
}

export function spooledFile(file: Omit<SpooledFile, 'open' | 'dispose'>): SpooledFile {
  return {
    ...file,
    open: () => createReadStream(file.path),
    dispose: () => rm(file.path, { force: true }),
  }
}

/** A name for a new temporary file. */
export function temporaryPath(folder: string): string {
  return join(folder, `${randomUUID()}.part`)
}

/**
 * Decides how many bytes a file may have, once its beginning is known.
 *
 * @throws an error to refuse the file at once; `spool` rejects with it.
 */
export type LimitOf = (head: Buffer) => number | Promise<number>

async function write(
  source: AsyncIterable<Uint8Array>,
  path: string,
  limitOf: LimitOf,
): Promise<Omit<SpooledFile, 'path' | 'open' | 'dispose'>> {
  const hash = createHash('sha256')
  const target = await open(path, 'wx', 0o600)
  let head = Buffer.alloc(0)
  let limit: number | undefined
  let size = 0
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      if (head.length === HEAD_BYTES) limit ??= await limitOf(head)
      if (limit !== undefined && size > limit) throw new TooLargeError()
      hash.update(chunk)
      await target.writeFile(chunk)
    }
    limit ??= await limitOf(head)
    if (size > limit) throw new TooLargeError()
  } finally {
    await target.close()
  }
  return { size, sha256: hash.digest('hex'), head }
}

/**
 * Writes a stream into a temporary file and hashes it meanwhile. The whole file is never in memory.
 *
 * @param folder for temporary files; created where it is missing.
 * @throws TooLargeError at the first byte beyond the limit; what `limitOf` throws. The file is deleted then.
 */
export async function spool(source: AsyncIterable<Uint8Array>, folder: string, limitOf: LimitOf): Promise<SpooledFile> {
  await makeFolder(folder)
  const path = temporaryPath(folder)
  try {
    return spooledFile({ path, ...(await write(source, path, limitOf)) })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
