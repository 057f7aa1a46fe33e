import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { type BlobStore, type ListedBlob, StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { openBlobStore } from '../../../plugins/blob-storage/open-blob-store.ts'
import { startS3 } from '../../support/s3-server.ts'

const NO_S3 = {
  s3EndpointUrl: null,
  s3AccessKeyId: null,
  s3SecretAccessKey: null,
  s3BucketName: 'inventory-files',
  s3Region: 'us-east-1',
  s3UseSsl: false,
}

/** Both back ends, each with a place of its own. */
const BACK_ENDS: Record<string, (t: Test) => Promise<BlobStore>> = {
  files: async (t) => openBlobStore({ ...NO_S3, dataDir: t.testdir() }),
  S3: async (t) => openBlobStore({ ...NO_S3, dataDir: t.testdir(), ...(await startS3(t)).settings }),
}

function source(content: string | Buffer, contentType = 'text/plain') {
  const bytes = Buffer.from(content)
  return { open: () => Readable.from([bytes]), size: bytes.length, contentType }
}

async function contentOf(store: BlobStore, key: string, range?: { first: number; last: number }) {
  const stream = await store.read(key, range)
  return stream && (await buffer(stream)).toString('latin1')
}

async function listed(store: BlobStore, prefix: string): Promise<ListedBlob[]> {
  const found = []
  for await (const blob of store.list(prefix)) found.push(blob)
  return found.sort((a, b) => (a.key < b.key ? -1 : 1))
}

const keysOf = async (store: BlobStore, prefix: string) => (await listed(store, prefix)).map(({ key }) => key)

for (const [name, open] of Object.entries(BACK_ENDS)) {
  t.test(`objects in ${name}`, async (t) => {
    const store = await open(t)
    t.teardown(() => store.close())
    await store.prepare()
    await store.prepare()

    await t.test('what is stored is read back with its type, in whole or in part', async (t) => {
      const started = Date.now()
      await store.put('cas/abc', source('0123456789', 'image/svg+xml'))
      const info = await store.head('cas/abc')
      t.match(info, { size: 10, contentType: 'image/svg+xml' })
      const age = Math.abs((info?.modifiedAt.getTime() ?? 0) - started)
      t.ok(age < 5000, 'the time is when it was stored')
      t.equal(await contentOf(store, 'cas/abc'), '0123456789')
      t.equal(await contentOf(store, 'cas/abc', { first: 0, last: 0 }), '0')
      t.equal(await contentOf(store, 'cas/abc', { first: 3, last: 5 }), '345')
      t.equal(await contentOf(store, 'cas/abc', { first: 9, last: 9 }), '9')
    })

    await t.test('a large object keeps its bytes', async (t) => {
      const bytes = Buffer.alloc(5 * 2 ** 20)
      for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 7) % 251
      const chunks = Array.from({ length: 80 }, (_, i) => bytes.subarray(i * 65536, (i + 1) * 65536))
      await store.put('cas/large', {
        open: () => Readable.from(chunks),
        size: bytes.length,
        contentType: 'application/pdf',
      })
      const stream = await store.read('cas/large')
      t.ok(stream && bytes.equals(await buffer(stream)))
    })

    await t.test('an object without bytes is one', async (t) => {
      await store.put('cas/empty', source(''))
      t.match(await store.head('cas/empty'), { size: 0 })
      t.equal(await contentOf(store, 'cas/empty'), '')
    })

    await t.test('the last of two with the same key counts', async (t) => {
      await store.put('cas/twice', source('first', 'text/plain'))
      await store.put('cas/twice', source('second', 'text/html'))
      t.equal(await contentOf(store, 'cas/twice'), 'second')
      t.match(await store.head('cas/twice'), { size: 6, contentType: 'text/html' })
    })

    await t.test('what is not there is null', async (t) => {
      for (const key of ['cas/none', 'cas', 'none/abc', 'cas/abc/def']) {
        t.equal(await store.head(key), null, key)
        t.equal(await store.read(key), null, key)
      }
    })

    await t.test('a listing has the keys of a prefix', async (t) => {
      await store.put('other/abc', source('x'))
      t.same(await keysOf(store, 'cas/'), ['cas/abc', 'cas/empty', 'cas/large', 'cas/twice'])
      t.same(await keysOf(store, 'cas/e'), ['cas/empty'])
      t.same(await keysOf(store, ''), ['cas/abc', 'cas/empty', 'cas/large', 'cas/twice', 'other/abc'])
      t.same(await keysOf(store, 'none/'), [])
      const [first] = await listed(store, 'cas/a')
      t.match(first, { key: 'cas/abc', size: 10, modifiedAt: Date })
    })

    await t.test('a copy has the bytes and the type', async (t) => {
      await store.copy('cas/abc', 'copies/abc')
      t.equal(await contentOf(store, 'copies/abc'), '0123456789')
      t.match(await store.head('copies/abc'), { contentType: 'image/svg+xml' })
      await t.rejects(store.copy('cas/none', 'copies/none'), StorageError)
      t.equal(await store.head('copies/none'), null)
    })

    await t.test('what is removed is gone, and what was never there counts as removed', async (t) => {
      await store.delete(['cas/abc', 'cas/none', 'cas/empty'])
      t.equal(await store.head('cas/abc'), null)
      t.same(await keysOf(store, 'cas/'), ['cas/large', 'cas/twice'])
      await store.delete([])
      await store.delete(['cas/abc'])
    })

    await t.test('a source that breaks off leaves what was there before', async (t) => {
      const broken = () =>
        Readable.from(
          (async function* () {
            yield Buffer.from('half')
            throw new Error('the disk is gone')
          })(),
        )
      const half = { open: broken, size: 8, contentType: 'text/plain' }
      await t.rejects(store.put('cas/broken', half), StorageError)
      t.equal(await store.head('cas/broken'), null)
      await t.rejects(store.put('cas/twice', half), StorageError)
      t.equal(await contentOf(store, 'cas/twice'), 'second')
    })
  })
}
