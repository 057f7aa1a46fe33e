import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { asStorageError, type BlobInfo, type BlobSource, type BlobStore, type ByteRange } from './blob-store.ts'

export interface S3Options {
  endpoint: string
  region: string
  bucket: string
  /** Null: the SDK looks for credentials itself. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** Largest number of objects that one request of S3 may delete. */
const KEYS_A_REQUEST = 1000
const CONNECTION_TIMEOUT_MS = 3000
/** A request fails after so long without a byte. */
const SOCKET_TIMEOUT_MS = 30_000
/** Errors are thrown; the SDK would also write them to the console. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error) => {
    if (
      error instanceof S3ServiceException &&
      error.$metadata.httpStatusCode === 404 &&
      error.name !== 'NoSuchBucket'
    ) {
      return null
    }
    throw error
  })
}

/** Keeps objects in one bucket of an S3-compatible store. */
export class S3Store implements BlobStore {
  readonly #client: S3Client
  readonly #bucket: string
  #bucketIsKnown = false

  constructor({ endpoint, region, bucket, credentials }: S3Options) {
    this.#bucket = bucket
    this.#client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      logger: SILENT,
      ...(credentials && { credentials }),
      // Many compatible stores do not support the checksums that the SDK adds by default.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, socketTimeout: SOCKET_TIMEOUT_MS },
    })
  }

  async prepare(): Promise<void> {
    await asStorageError('find or create its bucket', async () => {
      if (!(await this.#bucketExists())) await this.#createBucket()
      this.#bucketIsKnown = true
    })
  }

  async put(key: string, { open, size, contentType }: BlobSource): Promise<void> {
    await this.#prepareOnce()
    await asStorageError('write the file', async () => {
      const Body = open()
      // The client would wait for the rest of a source that fails.
      const failure = new AbortController()
      Body.once('error', (error) => failure.abort(error))
      try {
        await this.#client.send(
          new PutObjectCommand({ ...this.#at(key), Body, ContentLength: size, ContentType: contentType }),
          { abortSignal: failure.signal },
        )
      } finally {
        Body.destroy()
      }
    })
  }

  async head(key: string): Promise<BlobInfo | null> {
    return asStorageError('look for the file', async () => {
      const found = await orNull(this.#client.send(new HeadObjectCommand(this.#at(key))))
      if (found) return describe(found)
      // The answer is the same for an object and for a bucket that is missing.
      await this.#prepareOnce()
      return null
    })
  }

  async read(key: string, range?: ByteRange): Promise<Readable | null> {
    return asStorageError('read the file', async () => {
      const Range = range && { Range: `bytes=${range.first}-${range.last}` }
      const found = await orNull(this.#client.send(new GetObjectCommand({ ...this.#at(key), ...Range })))
      if (!found) return null
      if (!(found.Body instanceof Readable)) throw new Error('the answer has no body')
      return found.Body
    })
  }

  async *list(prefix: string) {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: prefix })
    const iterator = pages[Symbol.asyncIterator]()
    for (;;) {
      const page = await asStorageError('list the files', () => iterator.next())
      if (page.done) return
      for (const { Key, Size = 0, LastModified = new Date(0) } of page.value.Contents ?? []) {
        if (Key !== undefined) yield { key: Key, size: Size, modifiedAt: LastModified }
      }
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    await asStorageError('remove files', async () => {
      for (let i = 0; i < keys.length; i += KEYS_A_REQUEST) {
        const Objects = keys.slice(i, i + KEYS_A_REQUEST).map((Key) => ({ Key }))
        const { Errors = [] } = await this.#client.send(
          new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
        )
        if (Errors.length > 0) throw new Error(`${Errors.length} objects were not removed: ${Errors[0]?.Message}`)
      }
    })
  }

  async copy(from: string, to: string): Promise<void> {
    await asStorageError('copy the file', () =>
      this.#client.send(new CopyObjectCommand({ ...this.#at(to), CopySource: `${this.#bucket}/${from}` })),
    )
  }

  async close(): Promise<void> {
    this.#client.destroy()
  }

  /** A store that could not be reached at the start may have no bucket yet. */
  async #prepareOnce(): Promise<void> {
    if (!this.#bucketIsKnown) await this.prepare()
  }

  async #bucketExists(): Promise<boolean> {
    return (await orNull(this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })))) !== null
  }

  async #createBucket(): Promise<void> {
    try {
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket }))
    } catch (error) {
      // Another replica may have been faster.
      if (!(await this.#bucketExists())) throw error
    }
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: key }
  }
}

interface S3Description {
  ContentLength?: number | undefined
  ContentType?: string | undefined
  LastModified?: Date | undefined
}

function describe({ ContentLength = 0, ContentType, LastModified = new Date(0) }: S3Description): BlobInfo {
  return { size: ContentLength, contentType: ContentType ?? null, modifiedAt: LastModified }
}
