import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import type { BlobStore } from '../../../../plugins/blob-storage/blob-store.ts'
import { sweepContents } from '../../../../services/documents/documents/sweep-contents.ts'
import { buildApp } from '../../../support/build-app.ts'
import { pdfOf, pngOf } from '../../../support/pictures.ts'
import { startS3 } from '../../../support/s3-server.ts'
import { addSet, formBody, upload, uploadRequest } from '../../../support/upload-form.ts'

const DAY_MS = 24 * 3_600_000
const keyOf = (bytes: Buffer) => `cas/${createHash('sha256').update(bytes).digest('hex')}`
const put = (blobs: BlobStore, bytes: Buffer) =>
  blobs.put(keyOf(bytes), { open: () => Readable.from([bytes]), size: bytes.length, contentType: 'application/pdf' })

async function keysIn(blobs: BlobStore, prefix = 'cas/'): Promise<string[]> {
  const keys = []
  for await (const { key } of blobs.list(prefix)) keys.push(key)
  return keys.sort()
}

t.test('only old contents that nothing refers to are removed', async (t) => {
  const dataDir = t.testdir()
  const app = await buildApp(t, { settings: { dataDir } })
  const { db, blobs } = app
  const setId = await addSet(app)
  const [attached, deleted, logo, young] = [
    await pngOf('#f00'),
    await pngOf('#0f0'),
    await pngOf('#00f'),
    pdfOf('young'),
  ]
  await upload(app, setId, attached)
  const { id } = await upload(app, setId, deleted)
  await upload(app, setId, attached)
  await app.inject({ method: 'DELETE', url: `/api/attachment-sets/${setId}/attachments/${id}` })
  const seller = await app.inject({ method: 'POST', url: '/api/sellers', payload: { name: 'S', website: 'x' } })
  const form = formBody([{ name: 'file', filename: 'x.png', content: logo }])
  await app.inject({ method: 'PUT', url: `/api/sellers/${seller.json().id}/logo`, ...form })
  const before = await keysIn(blobs)
  t.equal(before.length, 3)
  for (const key of before)
    await utimes(join(dataDir, 'blobs', key), new Date(0), new Date(Date.now() - 25 * 3_600_000))
  await put(blobs, young)
  await blobs.put('other/x', { open: () => Readable.from(['x']), size: 1, contentType: 'text/plain' })

  const sweep = async (remove: boolean) => {
    const keys: string[] = []
    const total = await sweepContents({ db, blobs, minAgeMs: DAY_MS, remove, onOrphan: ({ key }) => keys.push(key) })
    return { total, keys }
  }
  t.same(await sweep(false), { total: 4, keys: [keyOf(deleted)] })
  t.equal((await keysIn(blobs)).length, 4, 'a dry run removes nothing')
  t.same(await sweep(true), { total: 4, keys: [keyOf(deleted)] })
  t.same(await keysIn(blobs), [keyOf(attached), keyOf(logo), keyOf(young)].sort())
  t.same(await keysIn(blobs, 'other/'), ['other/x'])
  t.same(await sweep(true), { total: 3, keys: [] })
})

t.test('very many contents are swept in batches', async (t) => {
  const { db } = await buildApp(t, { settings: { dataDir: t.testdir() } })
  const batches: number[] = []
  const blobs: Pick<BlobStore, 'list' | 'delete'> = {
    async *list() {
      for (let i = 0; i < 1200; i++) yield { key: `cas/${i}`, size: 1, modifiedAt: new Date(0) }
    },
    async delete(keys) {
      batches.push(keys.length)
    },
  }
  let count = 0
  const onOrphan = () => count++
  const total = await sweepContents({ db, blobs, minAgeMs: 0, remove: true, onOrphan })
  t.same({ total, count, batches }, { total: 1200, count: 1200, batches: [500, 500, 200] })
})

t.test('an upload that finds its content stored already does not lose it to a sweep', async (t) => {
  const s3 = await startS3(t)
  const app = await buildApp(t, { settings: { ...s3.settings, dataDir: t.testdir() } })
  const bytes = await pngOf('#f0f')
  const setId = await addSet(app)
  await put(app.blobs, bytes)

  // The upload has seen the orphan and waits for its commit while the sweep begins.
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const held = new Promise<void>((resolve) => {
    const { head } = app.blobs
    app.blobs.head = async (key) => {
      const found = await head.call(app.blobs, key)
      resolve()
      await released
      return found
    }
  })
  const answer = app.inject(uploadRequest(setId, bytes))
  await held
  const found: string[] = []
  const sweep = sweepContents({
    db: app.db,
    blobs: app.blobs,
    minAgeMs: 0,
    remove: true,
    onOrphan: ({ key }) => found.push(key),
  })
  const isWaiting = async () => {
    const [row] = await app.db.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%' and query like '%pg_try_advisory%'`,
    )
    return row?.count === 1
  }
  while (!(await isWaiting()));
  release()
  const { statusCode } = await answer
  await sweep
  t.equal(statusCode, 201)
  t.same(found, [])
  t.same(await keysIn(app.blobs), [keyOf(bytes)])
})
