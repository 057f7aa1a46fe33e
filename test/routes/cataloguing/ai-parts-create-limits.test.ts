import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { type ClientRequest, request, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { otherSession } from '../../support/other-session.ts'
import { until } from '../../support/until.ts'
import { startWebServer } from '../../support/web-server.ts'

const url = '/api/ai-parts/create'
const PDF = { type: 'application/pdf', body: '%PDF-1.7\n' }
const draft = (urls: readonly string[]) => ({
  description: 'x',
  documents: urls.map((each) => ({ url: each, document_type: 'x' })),
})

/** Sends a creation over a real connection, which the test can break. */
function post(address: string, payload: object): ClientRequest {
  const sent = request(`${address}${url}`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  sent.on('error', () => {})
  sent.end(JSON.stringify(payload))
  return sent
}

t.test('the documents of a part have a limit in all, in seconds and in bytes', async (t) => {
  const { origin } = await startWebServer(t, {
    '/a.pdf': PDF,
    '/b.pdf': PDF,
    '/never': () => {},
  })
  for (const [settings, paths, error] of [
    [{ partDocumentsTimeoutSeconds: 1 }, ['/a.pdf', '/never'], /they could not all be fetched within 1 s; attach some/],
    [{ partDocumentsMaxSize: PDF.body.length * 2 - 1 }, ['/a.pdf', '/b.pdf'], /they have more than 0\.0 MB together/],
  ] as const) {
    const dataDir = t.testdir()
    const app = await buildApp(t, { settings: { outboundAllowPrivate: true, dataDir, ...settings } })
    const create = (urls: readonly string[]) => app.inject({ method: 'POST', url, payload: draft(urls) })
    const refused = await create(paths.map((path) => `${origin}${path}`))
    t.equal(refused.statusCode, 409)
    t.match(refused.json(), { code: 'INVALID_OPERATION', error })
    t.same(await app.db.query('select id from parts union all select id from attachment_sets'), [])
    t.same(await readdir(join(dataDir, 'temporary')), [])
    t.equal((await create([`${origin}/a.pdf`])).statusCode, 201, 'what is within the limits is attached')
  }
})

t.test('when the client goes, nothing is fetched any more and nothing is half made', async (t) => {
  const held: ServerResponse[] = []
  const web = await startWebServer(t)
  for (let n = 0; n < 12; n++) web.pages[`/${n}`] = (_request, response) => void held.push(response)
  const dataDir = t.testdir()
  const app = await buildApp(t, { settings: { outboundAllowPrivate: true, dataDir } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const urls = Array.from({ length: 12 }, (_, n) => `${web.origin}/${n}`)
  const sent = post(address, draft(urls))
  await until(() => held.length === 4)
  const ended = Promise.all(held.map((response) => once(response, 'close')))
  sent.destroy()
  await ended
  await until(async () => (await readdir(join(dataDir, 'temporary'))).length === 0)
  t.equal(web.asked.length, 4, 'the others are not begun')
  t.same(await app.db.query('select id from parts'), [])
})

t.test('a client that goes while the part is written leaves no part', async (t) => {
  const { origin } = await startWebServer(t, { '/a.pdf': PDF })
  const dataDir = t.testdir()
  const app = await buildApp(t, { settings: { outboundAllowPrivate: true, dataDir } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const gone = Promise.withResolvers<void>()
  app.server.once('request', (_request, response) => response.once('close', gone.resolve))
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('lock table parts in share mode')
  const sent = post(address, draft([`${origin}/a.pdf`]))
  await other.waiting()
  sent.destroy()
  await gone.promise
  await other.query('commit')
  await until(async () => (await readdir(join(dataDir, 'temporary'))).length === 0)
  t.same(await app.db.query('select id from parts union all select id from attachment_sets'), [])
})
