import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { BlobStore } from '../../../../plugins/blob-storage/blob-store.ts'
import { LOGO_CONTENTS } from '../../../../services/catalogue/sellers/statements.ts'
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
    const total = await sweepContents({
      db,
      blobs,
      referring: [LOGO_CONTENTS],
      minAgeMs: DAY_MS,
      remove,
      onOrphan: ({ key }) => keys.push(key),
    })
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
  const total = await sweepContents({ db, blobs, referring: [LOGO_CONTENTS], minAgeMs: 0, remove: true, onOrphan })
  t.same({ total, count, batches }, { total: 1200, count: 1200, batches: [500, 500, 200] })
})

/** Lets the test decide when a call of the store goes on. */
function gate() {
  let arrive = () => {}
  let open = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const pass = () => {
    arrive()
    return opened
  }
  return { arrived, open, pass }
}

async function sweepAll({ db, blobs }: Pick<FastifyInstance, 'db' | 'blobs'>): Promise<string[]> {
  const removed: string[] = []
  await sweepContents({
    db,
    blobs,
    referring: [LOGO_CONTENTS],
    minAgeMs: 0,
    remove: true,
    onOrphan: ({ key }) => removed.push(key),
  })
  return removed
}

t.test('a sweep that removes a content after an upload has seen it does not win', async (t) => {
  const s3 = await startS3(t)
  const app = await buildApp(t, { settings: { ...s3.settings, dataDir: t.testdir() } })
  const bytes = await pngOf('#f0f')
  const setId = await addSet(app)
  await put(app.blobs, bytes)
  const { head } = app.blobs
  const waiting = gate()
  app.blobs.head = async (key) => {
    const found = await head.call(app.blobs, key)
    await waiting.pass()
    return found
  }
  const answer = app.inject(uploadRequest(setId, bytes))
  await waiting.arrived
  t.same(await sweepAll(app), [keyOf(bytes)], 'nothing refers to it')
  waiting.open()
  t.equal((await answer).statusCode, 201)
  t.same(await keysIn(app.blobs), [keyOf(bytes)], 'it is stored again')
  t.same(await sweepAll(app), [])
  t.equal((await app.inject(`/api/${keyOf(bytes)}`)).statusCode, 200)
})

t.test('an upload waits for a removal that is under way, however it came to its own content', async (t) => {
  const cases: Record<string, (app: FastifyInstance, bytes: Buffer) => Promise<{ statusCode: number }>> = {
    'an upload': async (app, bytes) => app.inject(uploadRequest(await addSet(app), bytes)),
    'a logo': async (app, bytes) => {
      const seller = await app.inject({ method: 'POST', url: '/api/sellers', payload: { name: 'S', website: 'x' } })
      const form = formBody([{ name: 'file', filename: 'x.png', content: bytes }])
      const { statusCode } = await app.inject({ method: 'PUT', url: `/api/sellers/${seller.json().id}/logo`, ...form })
      return { statusCode: statusCode === 200 ? 201 : statusCode }
    },
  }
  for (const [what, add] of Object.entries(cases)) {
    await t.test(what, async (t) => {
      const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
      const bytes = await pngOf('#ff0')
      await put(app.blobs, bytes)
      const removal = gate()
      const slow: Pick<BlobStore, 'list' | 'delete'> = {
        list: (prefix) => app.blobs.list(prefix),
        async delete(keys) {
          await removal.pass()
          await app.blobs.delete(keys)
        },
      }
      const sweep = sweepContents({
        db: app.db,
        blobs: slow,
        referring: [LOGO_CONTENTS],
        minAgeMs: 0,
        remove: true,
        onOrphan: () => {},
      })
      await removal.arrived
      const answer = add(app, bytes)
      // Another content is not kept waiting.
      t.equal((await app.inject(uploadRequest(await addSet(app), await pngOf('#0ff')))).statusCode, 201)
      t.same(await app.db.query('select 1 from attachments where s3_key = $1', [keyOf(bytes)]), [])
      removal.open()
      await sweep
      t.equal((await answer).statusCode, 201)
      t.equal((await app.inject(`/api/${keyOf(bytes)}`)).statusCode, 200)
    })
  }
})

t.test('what a sweep could not remove is stored again when it is wanted, and swept later', async (t) => {
  const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
  const bytes = await pngOf('#fff')
  await put(app.blobs, bytes)
  const failing: Pick<BlobStore, 'list' | 'delete'> = {
    list: (prefix) => app.blobs.list(prefix),
    async delete() {
      throw new Error('the store is down')
    },
  }
  const sweep = sweepContents({
    db: app.db,
    blobs: failing,
    referring: [LOGO_CONTENTS],
    minAgeMs: 0,
    remove: true,
    onOrphan: () => {},
  })
  await t.rejects(sweep, /the store is down/)
  await app.db.query(`update swept_contents set began_at = began_at - interval '11 minutes'`)
  t.equal((await app.inject(uploadRequest(await addSet(app), bytes))).statusCode, 201)
  t.same(await sweepAll(app), [])
  await app.db.query('delete from attachments')
  t.same(await sweepAll(app), [keyOf(bytes)])
})

t.test('uploads and sweeps at the same time leave no row without its content', async (t) => {
  const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
  const pictures = await Promise.all(['#100', '#200', '#300', '#400'].map((colour) => pngOf(colour)))
  for (const bytes of pictures) await put(app.blobs, bytes)
  let isOver = false
  const sweeping = (async () => {
    for (; !isOver; ) await sweepAll(app).catch(() => {})
  })()
  for (let round = 0; round < 5; round++) {
    const setId = await addSet(app)
    const answers = await Promise.all(
      [...pictures, ...pictures].map((bytes) => app.inject(uploadRequest(setId, bytes))),
    )
    for (const { statusCode, body } of answers) t.equal(statusCode, 201, body)
    for (const bytes of pictures) t.equal((await app.inject(`/api/${keyOf(bytes)}`)).statusCode, 200)
    await app.db.query('delete from attachments where attachment_set_id = $1', [setId])
  }
  isOver = true
  await sweeping
})
