import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { S3Store } from '../../../plugins/blob-storage/s3-store.ts'
import { type Fate, startS3 } from '../../support/s3-server.ts'

const source = (content: string) => ({
  open: () => Readable.from([Buffer.from(content)]),
  size: content.length,
  contentType: 'text/plain',
})

async function openStore(t: Test) {
  const s3 = await startS3(t)
  const { s3EndpointUrl: endpoint, s3Region: region, s3BucketName: bucket } = s3.settings
  const store = new S3Store({
    endpoint,
    region,
    bucket,
    credentials: { accessKeyId: 'key-id-1', secretAccessKey: 'secret-1' },
  })
  t.teardown(() => store.close())
  return { s3, store }
}

t.test('a store that fails is told from a missing object, without a host or a key', async (t) => {
  const { s3, store } = await openStore(t)
  await store.prepare()
  await store.put('cas/x', source('x'))
  const operations: Record<string, () => Promise<unknown>> = {
    put: () => store.put('cas/y', source('y')),
    head: () => store.head('cas/x'),
    read: () => store.read('cas/x'),
    list: () => store.list('cas/').next(),
    delete: () => store.delete(['cas/x']),
    copy: () => store.copy('cas/x', 'cas/z'),
  }
  for (const fate of ['fail', 'cut'] satisfies Fate[]) {
    s3.decide = () => fate
    const failures = Object.entries(operations).map(async ([name, work]) => {
      const error = await work().then(
        () => null,
        (reason: unknown) => reason,
      )
      t.ok(error instanceof StorageError, `${name}: ${fate}`)
      if (error instanceof Error) t.notMatch(error.message, /127\.0\.0\.1|cas|inventory-files|key-id|secret/)
    })
    await Promise.all(failures)
  }
  s3.decide = () => 'pass'
  t.match(await store.head('cas/x'), { size: 1 }, 'it works again as soon as the store does')
  t.equal(await store.head('cas/y'), null)
})

t.test('a failure that passes is not noticed', async (t) => {
  const { s3, store } = await openStore(t)
  await store.prepare()
  let failures = 1
  s3.decide = () => (failures-- > 0 ? 'fail' : 'pass')
  t.equal(await store.head('cas/none'), null)
})

t.test('an answer that breaks off ends the stream with an error', async (t) => {
  const { s3, store } = await openStore(t)
  await store.prepare()
  await store.put('cas/x', source('x'.repeat(100_000)))
  s3.decide = () => 'break'
  const stream = await store.read('cas/x')
  if (!stream) throw new Error('no stream')
  await t.rejects(buffer(stream))
})

t.test('a bucket is created when it is missing, whenever the store can be reached for the first time', async (t) => {
  const { s3, store } = await openStore(t)
  s3.decide = () => 'cut'
  await t.rejects(store.prepare(), {
    name: 'StorageError',
    message: 'the storage could not find or create its bucket',
  })
  s3.decide = () => 'pass'
  t.equal(await store.head('cas/x'), null)
  await store.put('cas/x', source('x'))
  t.match(await store.head('cas/x'), { size: 1 })
  const created = () => s3.requests.filter(({ method, url }) => method === 'PUT' && !url.includes('/cas/')).length
  t.equal(created(), 1)
  await store.prepare()
  t.equal(created(), 1, 'once')
})

t.test('more objects than a request may name are removed in several', async (t) => {
  const { s3, store } = await openStore(t)
  await store.prepare()
  await store.put('cas/k1500', source('x'))
  await store.delete(Array.from({ length: 2001 }, (_, i) => `cas/k${i}`))
  t.equal(s3.requests.filter(({ method }) => method === 'POST').length, 3)
  t.equal(await store.head('cas/k1500'), null)
})

t.test('a listing goes on over all of its pages', async (t) => {
  const { s3, store } = await openStore(t)
  await store.prepare()
  for (let i = 0; i < 11; i++) {
    await Promise.all(Array.from({ length: 100 }, (_, j) => store.put(`cas/${i}-${j}`, source('x'))))
  }
  const keys = new Set()
  for await (const { key } of store.list('cas/')) keys.add(key)
  t.equal(keys.size, 1100)
  t.equal(s3.requests.filter(({ url }) => url.includes('list-type=2')).length, 2)
})
