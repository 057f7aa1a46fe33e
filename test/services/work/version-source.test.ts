import { once } from 'node:events'
import { createServer } from 'node:http'
import t from 'tap'
import { VersionSource } from '../../../services/work/version/version-source.ts'

t.test('that the version cannot be read is logged once a change, not at every look', async (t) => {
  const answer = { status: 200, body: '{"version":"a"}' }
  const server = createServer((_request, response) => {
    response.writeHead(answer.status).end(answer.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const logged: string[] = []
  let now = 0
  const source = new VersionSource({
    url: `http://127.0.0.1:${port}/version.json`,
    webRoot: null,
    log: {
      warn: (...words: unknown[]) => {
        logged.push(`warn: ${words.at(-1)}`)
      },
      info: (...words: unknown[]) => {
        logged.push(`info: ${words.at(-1)}`)
      },
    },
    now: () => now,
  })
  const look = async (status: number, body = '{"version":"a"}') => {
    Object.assign(answer, { status, body })
    now += 60_000
    return source.read()
  }
  const failed = 'warn: the version of the front end could not be read'
  await look(200)
  t.same(logged, [])
  for (let n = 0; n < 3; n++) t.match(await look(503), { version: 'unknown' })
  t.same(logged, [failed])
  for (let n = 0; n < 3; n++) t.match(await look(200, '<html>'), { version: 'unknown' })
  t.same(logged, [failed, failed], 'another reason is a change')
  t.same(await look(200), { version: 'a' })
  await look(200)
  t.same(logged, [failed, failed, 'info: the version of the front end can be read again'])
  await look(503)
  t.equal(logged.length, 4)
})
