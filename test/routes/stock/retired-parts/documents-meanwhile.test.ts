import type { LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { otherSession } from '../../../support/other-session.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, upload, uploadRequest } from '../../../support/upload-form.ts'

const red = await pngOf('#f00')

/** A part with one document, and one of another set that can be copied to it. */
async function start(t: Test) {
  const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
  await addPart(app.db, 'DOCS')
  const setId: number = (await app.inject('/api/parts/DOCS')).json().attachment_set_id
  const { id } = await upload(app, setId, red, { title: 'First' })
  const elsewhere = await upload(app, await addSet(app), red, { title: 'Copied' })
  const session = await otherSession(t, app)
  return {
    deletePart: () => app.inject({ method: 'DELETE', url: '/api/parts/DOCS' }),
    changes: {
      upload: () => app.inject(uploadRequest(setId, red, { title: 'Uploaded' })),
      copy: () =>
        app.inject({
          method: 'POST',
          url: '/api/parts/copy-attachment',
          payload: { attachment_id: elsewhere.id, target_part_key: 'DOCS' },
        }),
      rename: () =>
        app.inject({
          method: 'PUT',
          url: `/api/attachment-sets/${setId}/attachments/${id}`,
          payload: { title: 'Renamed' },
        }),
    },
    /** Restores the part. @returns the titles of its documents. */
    titles: async () => {
      t.equal((await app.inject({ method: 'POST', url: '/api/retired-parts/DOCS/restore' })).statusCode, 200)
      const documents = (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json()
      return documents.map(({ title }: { title: string }) => title)
    },
    /** Sends requests one after the other; each waits for a lock until all have been sent. */
    inTurn: async (requests: readonly (() => Promise<LightMyRequestResponse>)[]) => {
      await session.query('begin')
      await session.query('select from attachment_sets where id = $1 for update', [setId])
      await session.query('select from attachments where id = $1 for update', [id])
      const answers = []
      for (const request of requests) {
        answers.push(request())
        await session.waiting(answers.length)
      }
      await session.query('rollback')
      return (await Promise.all(answers)).map(({ statusCode }) => statusCode)
    },
  }
}

for (const [name, kept] of [
  ['upload', ['First', 'Uploaded']],
  ['copy', ['First', 'Copied']],
  ['rename', ['Renamed']],
] as const) {
  t.test(`a document is kept with its part: ${name} just before the part is deleted`, async (t) => {
    const { deletePart, changes, titles, inTurn } = await start(t)
    const [changed, deleted] = await inTurn([changes[name], deletePart])
    t.ok(changed === 200 || changed === 201, `${changed}`)
    t.equal(deleted, 204)
    t.strictSame(await titles(), kept)
  })

  t.test(`a document of a part that is deleted just before is not found: ${name}`, async (t) => {
    const { deletePart, changes, titles, inTurn } = await start(t)
    t.strictSame(await inTurn([deletePart, changes[name]]), [204, 404])
    t.strictSame(await titles(), ['First'])
  })
}
