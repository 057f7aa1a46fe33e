import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { mock } from 'node:test'
import t, { type Test } from 'tap'
import type { BlobStore } from '../../../../plugins/blob-storage/blob-store.ts'
import { FileStore } from '../../../../plugins/blob-storage/file-store.ts'
import { ThumbnailService } from '../../../../services/documents/thumbnails/thumbnail-service.ts'
import { buildApp } from '../../../support/build-app.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { pdfOf, pngOf } from '../../../support/pictures.ts'

const red = await pngOf('#f00', 60)
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const requests = async () => ({
  hit: await metricValue('thumbnail_requests_total', { outcome: 'hit' }),
  generated: await metricValue('thumbnail_requests_total', { outcome: 'generated' }),
  error: await metricValue('thumbnail_requests_total', { outcome: 'error' }),
})

/** Counts how often originals are read. */
async function setUp(t: Test, { maxTotalBytes = 2 ** 20, maxImageSize = 100_000 } = {}) {
  const dir = t.testdir()
  const blobs = new FileStore(join(dir, 'blobs'))
  const folder = join(dir, 'thumbnails')
  let reads = 0
  const counting: BlobStore = {
    prepare: () => blobs.prepare(),
    put: (key, source) => blobs.put(key, source),
    head: (key) => blobs.head(key),
    list: (prefix) => blobs.list(prefix),
    delete: (keys) => blobs.delete(keys),
    copy: (from, to) => blobs.copy(from, to),
    close: () => blobs.close(),
    async read(key, range) {
      reads++
      return blobs.read(key, range)
    },
  }
  const put = async (bytes: Buffer) => {
    await blobs.put(`cas/${sha256(bytes)}`, { open: () => Readable.from([bytes]), size: bytes.length, contentType: '' })
    return sha256(bytes)
  }
  const service = new ThumbnailService({ blobs: counting, folder, maxImageSize, maxTotalBytes })
  return { service, folder, put, reads: () => reads }
}

t.test('a thumbnail is made once for each size, however many ask at the same time', async (t) => {
  const { service, folder, put, reads } = await setUp(t)
  const hash = await put(red)
  const before = await requests()
  const made = await Promise.all([300, 300, 300, 150, 150].map((size) => service.get(hash, size)))
  t.equal(reads(), 1, 'the original is read once for all of them')
  t.same((await readdir(folder)).sort(), [`${hash}_150.jpg`, `${hash}_300.jpg`, `${hash}_master.jpg`])
  t.ok(made[0]?.equals(await readFile(join(folder, `${hash}_300.jpg`))))
  t.same(made[1], made[0])
  t.same(await service.get(hash, 300), made[0])
  t.equal(reads(), 1)
  t.same(await requests(), { ...before, hit: before.hit + 1, generated: before.generated + 5 })
})

t.test('a thousand sizes cost one look at the original, and few files', async (t) => {
  const { service, folder, put, reads } = await setUp(t)
  const hash = await put(red)
  for (let size = 1; size <= 1000; size += 37) t.ok(await service.get(hash, size))
  await service.get(hash, 300)
  t.equal(reads(), 1)
  t.same((await readdir(folder)).sort(), [`${hash}_300.jpg`, `${hash}_master.jpg`])
})

t.test('what cannot be shown is counted and not kept', async (t) => {
  const { service, folder, put } = await setUp(t)
  const before = await requests()
  t.equal(await service.get('0'.repeat(64), 10), null)
  await t.rejects(service.get(await put(pdfOf('x')), 10), { name: 'UndecodableImageError' })
  const large = await put(Buffer.concat([red, Buffer.alloc(100_000)]))
  await t.rejects(service.get(large, 10), { name: 'UndecodableImageError', message: /too large/ })
  t.same(await readdir(folder).catch(() => []), [])
  t.same(await requests(), { ...before, error: before.error + 3 })
})

t.test('a picture that cannot be decoded is not tried again for a while', async (t) => {
  const { service, put, reads } = await setUp(t)
  const hash = await put(pdfOf('y'))
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.teardown(() => mock.timers.reset())
  for (const size of [10, 20, 10]) await t.rejects(service.get(hash, size), { name: 'UndecodableImageError' })
  t.equal(reads(), 1)
  mock.timers.tick(10 * 60_000 + 1)
  await t.rejects(service.get(hash, 10), { name: 'UndecodableImageError' })
  t.equal(reads(), 2)
})

t.test('a content that is missing is looked for again', async (t) => {
  const { service, put } = await setUp(t)
  const hash = sha256(red)
  t.equal(await service.get(hash, 10), null)
  await put(red)
  t.ok(await service.get(hash, 10))
})

t.test('a folder that cannot be written to costs time only', async (t) => {
  const { service, folder, put } = await setUp(t)
  const hash = await put(red)
  await writeFile(folder, 'a file')
  t.ok(await service.get(hash, 10))
  t.ok(await service.get(hash, 10))
})

t.test('the cache keeps what was used last, within its limit', async (t) => {
  const { service, folder } = await setUp(t, { maxTotalBytes: 2500 })
  await mkdir(folder)
  for (const [name, hour] of [
    ['a', 3],
    ['b', 1],
    ['c', 4],
    ['d', 2],
  ] as const) {
    await writeFile(join(folder, `${name}_1.jpg`), Buffer.alloc(1000))
    const used = new Date(Date.now() - (10 - hour) * 3_600_000)
    await utimes(join(folder, `${name}_1.jpg`), used, new Date(Date.now() - 100 * 3_600_000))
  }
  await service.sweep()
  t.same(await readdir(folder), ['a_1.jpg', 'c_1.jpg'])
})

t.test('many pictures at once do not fill the disk until the next clean-up', async (t) => {
  const { service, folder, put } = await setUp(t, { maxTotalBytes: 8000 })
  for (let i = 0; i < 20; i++) await service.get(await put(await pngOf(`rgb(${i}, 0, 0)`, 60)), 150)
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
  const total = files.reduce((sum, { length }) => sum + length, 0)
  t.ok(files.length > 5 && total <= 8000 * (1 + 1 / 8) + 2000, `${files.length} files of ${total} bytes`)
})

t.test('a process that cannot be started, or takes too long, says nothing about the picture', async (t) => {
  const { service, put, reads } = await setUp(t)
  const svg = (content: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${content}</svg>`)
  const drawing = await put(svg('<rect width="9" height="9"/>'))
  const { execPath } = process
  t.teardown(() => {
    process.execPath = execPath
  })
  process.execPath = '/nowhere/node'
  await t.rejects(service.get(drawing, 150), { name: 'DecoderUnavailableError' })
  process.execPath = execPath
  t.ok(await service.get(drawing, 150), 'the next try works')

  // How far the renderer gets in its time depends on the machine, so here a program that never ends takes its place.
  const endless = join(t.testdir({ endless: '#!/bin/sh\nprintf x\nexec /bin/sleep 600\n' }), 'endless')
  await chmod(endless, 0o755)
  process.execPath = endless
  const slow = await put(svg('<rect width="8" height="8"/>'))
  const before = reads()
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.teardown(() => mock.timers.reset())
  const sizes = Array.from({ length: 100 }, (_, i) => i + 1)
  const results = await Promise.allSettled(sizes.map((size) => service.get(slow, size)))
  t.ok(results.every((each) => each.status === 'rejected' && each.reason.name === 'DecoderUnavailableError'))
  t.equal(reads(), before + 1, 'all of them wait for one try')
  await t.rejects(service.get(slow, 300), { name: 'DecoderUnavailableError' })
  t.equal(reads(), before + 1, 'it is not tried again at once')
  mock.timers.tick(15_001)
  await t.rejects(service.get(slow, 300), { name: 'DecoderUnavailableError' })
  t.equal(reads(), before + 2, 'but later')
})

t.test('the service cleans up at its start and ends cleanly', async (t) => {
  const folder = join(t.testdir(), 'a', 'b')
  const app = await buildApp(t, { settings: { dataDir: t.testdir(), thumbnailStoragePath: folder } })
  t.same(await readdir(folder), [], 'its folder is created at the start')
  await app.close()
})
