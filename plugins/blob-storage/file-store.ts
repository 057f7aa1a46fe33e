import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, constants, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../make-folder.ts'
import { sweepFolder } from '../spool/sweep-folder.ts'
import { asStorageError, type BlobInfo, type BlobSource, type BlobStore, type ByteRange } from './blob-store.ts'

const SAFE_KEY = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/
/** Folders beside those of the objects, for files that are being written and for media types. No key leads there. */
const UNFINISHED = '.unfinished'
const TYPES = '.types'
/** Older temporary files were left by a process that was killed. */
const LEFTOVER_AGE_MS = 24 * 3_600_000

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error) => {
    if (isMissing(error)) return null
    throw error
  })
}

/** Writes the entries of a folder to the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/** Keeps objects as files of one folder, which replicas may share. */
export class FileStore implements BlobStore {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  async prepare(): Promise<void> {
    await asStorageError('create its folder', async () => {
      await makeFolder(join(this.#root, UNFINISHED))
      await access(this.#root, constants.W_OK)
      await sweepFolder(join(this.#root, UNFINISHED), { maxAgeMs: LEFTOVER_AGE_MS })
    })
  }

  async put(key: string, { open: openSource, contentType }: BlobSource): Promise<void> {
    await asStorageError('write the file', async () => {
      // The object is written last: if it exists, its type is known.
      await this.#place(join(TYPES, this.#safe(key)), (file) => writeFile(file, contentType))
      await this.#place(this.#safe(key), (file) => pipeline(openSource(), createWriteStream(file)))
    })
  }

  async head(key: string): Promise<BlobInfo | null> {
    return asStorageError('look for the file', async () => {
      const found = await orNull(stat(this.#path(key)))
      if (!found?.isFile()) return null
      const contentType = await orNull(readFile(join(this.#root, TYPES, this.#safe(key)), 'utf8'))
      return { size: found.size, contentType, modifiedAt: found.mtime }
    })
  }

  async read(key: string, range?: ByteRange): Promise<Readable | null> {
    return asStorageError('read the file', async () => {
      const file = await orNull(open(this.#path(key)))
      if (!file) return null
      const found = await file.stat()
      if (!found.isFile()) {
        await file.close()
        return null
      }
      return file.createReadStream(range ? { start: range.first, end: range.last } : {})
    })
  }

  async *list(prefix: string) {
    const folder = dirname(`${prefix}x`)
    const entries = await asStorageError('list the files', () =>
      orNull(readdir(join(this.#root, folder), { recursive: true, withFileTypes: true })),
    )
    for (const entry of entries ?? []) {
      const path = join(entry.parentPath, entry.name)
      const key = path.slice(join(this.#root, '/').length)
      if (!entry.isFile() || !key.startsWith(prefix) || !SAFE_KEY.test(key)) continue
      // Another process may have removed it meanwhile.
      const found = await asStorageError('list the files', () => orNull(stat(path)))
      if (found) yield { key, size: found.size, modifiedAt: found.mtime }
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    await asStorageError('remove files', async () => {
      for (const key of keys) {
        await rm(this.#path(key), { force: true })
        await rm(join(this.#root, TYPES, this.#safe(key)), { force: true })
      }
    })
  }

  async copy(from: string, to: string): Promise<void> {
    await asStorageError('copy the file', async () => {
      const source = await this.head(from)
      if (!source) throw new Error(`${from} does not exist`)
      const { size, contentType } = source
      const open = () => Readable.from(this.#contents(from))
      await this.put(to, { open, size, contentType: contentType ?? 'application/octet-stream' })
    })
  }

  async close(): Promise<void> {}

  async *#contents(key: string): AsyncGenerator<Buffer> {
    yield* (await this.read(key)) ?? []
  }

  #safe(key: string): string {
    if (!SAFE_KEY.test(key)) throw new Error('not a key')
    return key
  }

  #path(key: string): string {
    return join(this.#root, this.#safe(key))
  }

  /**
   * Writes a temporary file and renames it: a file exists completely or not at all. Once this resolves it is also there
   * after a power failure.
   */
  async #place(path: string, write: (file: string) => Promise<void>): Promise<void> {
    const unfinished = join(this.#root, UNFINISHED, randomUUID())
    const target = join(this.#root, path)
    try {
      await makeFolder(dirname(unfinished))
      await write(unfinished)
      const file = await open(unfinished, 'r+')
      await file.sync().finally(() => file.close())
      const folder = dirname(target)
      const created = await makeFolder(folder)
      await rename(unfinished, target)
      await syncFolder(folder)
      if (created !== undefined) await syncFolder(dirname(created))
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}
