import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { mountDisk } from '../../support/mounted-disk.ts'
import { addSet, formBody, upload } from '../../support/upload-form.ts'
import { startWebServer } from '../../support/web-server.ts'

const MEBIBYTE = 2 ** 20
const PDF = Buffer.concat([Buffer.from('%PDF-1.7 a document'), Buffer.alloc(3 * MEBIBYTE)])
const disk = await mountDisk(t, 'size=4m')

t.test('a full disk: documents are refused with words, whole, and taken again once there is room', async (t) => {
  if (disk === null) return
  const app = await buildApp(t, { settings: { dataDir: disk, appEnv: 'testing' } })
  const web = await startWebServer(t, { '/a.pdf': { type: 'application/pdf', body: PDF } })
  const sets = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/attachment-sets/${await addSet(app)}/attachments`
  const setId = await addSet(app)
  const ballast = join(disk, 'ballast')
  await writeFile(ballast, Buffer.alloc(2 * MEBIBYTE))
  const form = formBody([
    { name: 'title', content: 'Datasheet' },
    { name: 'file', filename: 'a.pdf', type: 'application/pdf', content: PDF },
  ])
  const bodies: [string, RequestInit][] = [
    ['a file', { body: form.payload, headers: form.headers }],
    [
      'a URL',
      {
        body: JSON.stringify({ title: 'Datasheet', url: `${web.origin}/a.pdf` }),
        headers: { 'content-type': 'application/json' },
      },
    ],
  ]
  for (const [what, init] of bodies) {
    const response = await fetch(sets, { method: 'POST', ...init })
    t.equal(response.status, 503, what)
    t.match(response.headers.get('retry-after'), /^\d+$/, what)
    t.match(
      await response.json(),
      { code: 'STORAGE_UNAVAILABLE', error: /No file can be stored/, details: { message: /disk .* is full/ } },
      what,
    )
    t.same(await readdir(join(disk, 'temporary')), [], `${what}: nothing is left of it`)
  }
  t.same(await app.db.query('select id from attachments'), [])
  await rm(ballast)
  t.match(await upload(app, setId, PDF.subarray(0, MEBIBYTE)), { title: 'Title' })
})
