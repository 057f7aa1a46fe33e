import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../plugins/config/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { openStream } from '../../support/event-source.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

/** A front end that says its version; the test decides when it answers. */
async function frontEnd(t: Test, body: string, status = 200) {
  const hold = { until: Promise.resolve(), requests: 0 }
  const server = createServer(async (_request, response) => {
    hold.requests++
    await hold.until
    response.writeHead(status).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/version.json`, hold }
}

async function serve(t: Test, settings: SettingsOverrides) {
  const app = await buildApp(t, { settings: { appEnv: 'testing', ...settings } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = (requestId: string) => openStream(t, `${url}/api/sse/stream?request_id=${requestId}`)
  const deploy = (payload: object) => app.inject({ method: 'POST', url: '/api/testing/deployments/version', payload })
  return { app, page, deploy }
}

const isVersion = ({ type }: { type: string }) => type === 'version'

t.test('a page learns the version right after its stream has opened, as the front end says it', async (t) => {
  const { url, hold } = await frontEnd(t, '{"version":"abc","built":{"at":1}}')
  const { page } = await serve(t, { frontendVersionUrl: url })
  const gate = Promise.withResolvers<void>()
  hold.until = gate.promise
  const pages = await Promise.all(['a', 'b', 'c'].map(page))
  await Promise.all(pages.map((each) => each.until(({ text }) => text.startsWith(':'))))
  t.equal(pages.flatMap(({ messages }) => messages).length, 0, 'the streams are open and do not wait for it')
  gate.resolve()
  for (const each of pages) {
    t.same((await each.message(isVersion)).payload, { version: 'abc', built: { at: 1 } })
  }
  t.equal(hold.requests, 1, 'they share one look')
})

t.test('a version that cannot be read is unknown', async (t) => {
  const broken = await frontEnd(t, '<html>')
  const missing = await frontEnd(t, '{"version":"hidden"}', 404)
  for (const { url } of [broken, missing]) {
    const { page } = await serve(t, { frontendVersionUrl: url })
    const stream = await page('a')
    t.match((await stream.message(isVersion)).payload, { version: 'unknown', error: /./ })
  }
})

t.test('with the front end served from a folder its file tells the version', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'web-root-'))
  t.teardown(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'version.json'), '{"version":"from the folder"}')
  await writeFile(join(folder, 'index.html'), '<title>front end</title>')
  const { page } = await serve(t, { webRoot: folder })
  const stream = await page('a')
  t.same((await stream.message(isVersion)).payload, { version: 'from the folder' })
})

t.test('a deployment is told to the pages of all replicas, and kept for the page that it names', async (t) => {
  const { url } = await frontEnd(t, '{"version":"old"}')
  const databaseUrl = await createTestDatabase(t)
  const a = await serve(t, { frontendVersionUrl: url, databaseUrl })
  const b = await serve(t, { frontendVersionUrl: url, databaseUrl })
  const [one, two] = await Promise.all([a.page('one'), b.page('two')])
  await Promise.all([one, two].map((page) => page.message(({ payload }) => payload.version === 'old')))

  const response = await a.deploy({ request_id: 'later', version: 'new', changelog: 'better' })
  t.equal(response.statusCode, 202)
  t.same(response.json(), { request_id: 'later', delivered: true, status: 'delivered' })
  for (const page of [one, two]) {
    t.same((await page.message(({ payload }) => payload.version === 'new')).payload, {
      version: 'new',
      changelog: 'better',
    })
  }
  await a.deploy({ request_id: 'later', version: 'newer', changelog: null })
  // A page that opens before this replica has heard of it would be told as well.
  await one.message(({ payload }) => payload.version === 'newer')
  const later = await b.page('later')
  t.same((await later.message(isVersion)).payload, { version: 'newer' }, 'the last one counts')

  const forgotten = new Promise<void>((resolve) => b.app.sse.observers.onDisconnect(() => resolve()))
  later.close()
  await forgotten
  // The deletion begins with the end of the stream, and takes a statement.
  await until(async () => (await a.app.db.query('select 1 from pending_version_events')).length === 0)
  const again = await a.page('later')
  t.same((await again.message(isVersion)).payload, { version: 'old' })
  t.equal((await a.deploy({ request_id: 'x' })).json().error, 'version is required')
})

t.test('at most a thousand are kept, the oldest go first; none is taken in a shutdown', async (t) => {
  const { app, deploy } = await serve(t, { frontendVersionUrl: 'http://127.0.0.1:9/' })
  await app.db.query(
    `insert into pending_version_events (request_id, payload, queued_at)
       select n::text, '{}', now() - interval '1 hour' + n * interval '1 second' from generate_series(1, 1000) n`,
  )
  await deploy({ request_id: 'new', version: '1' })
  const kept = await app.db.query<{ request_id: string }>('select request_id from pending_version_events')
  t.equal(kept.length, 1000)
  t.notOk(kept.some(({ request_id }) => request_id === '1'))
  t.ok(kept.some(({ request_id }) => request_id === 'new'))

  await app.lifecycle.prepareShutdown()
  const refused = await deploy({ request_id: 'too late', version: '2' })
  t.equal(refused.statusCode, 202)
  t.same(refused.json(), { request_id: 'too late', delivered: false, status: 'queued' })
})
