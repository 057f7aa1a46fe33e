import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { buildApp } from '../support/build-app.ts'
import { openStream } from '../support/event-source.ts'
import { collectLog } from '../support/signed-in-app.ts'

async function serve(t: Test) {
  const { logger } = collectLog()
  const app = await buildApp(t, {
    settings: { appEnv: 'testing' },
    server: { logger },
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const follow = (query = '', headers: Record<string, string> = {}) =>
    openStream(t, `${url}/api/testing/logs/stream${query}`, headers)
  return { app, url, follow }
}

t.test('records arrive as named events with the correlation id of their request', async (t) => {
  const { app, url, follow } = await serve(t)
  const stream = await follow('?request_id=watcher')
  t.match(stream.headers, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'Cache-Control',
    'x-request-id': 'watcher',
  })
  await fetch(`${url}/api/types/999999`, { headers: { 'x-request-id': 'mine' } })
  app.log.debug('too small')
  app.log.warn({ shelf: 7 }, 'a warning')
  app.log.fatal('the end')
  const logs = () => stream.named.filter(([name]) => name === 'log').map(([, data]) => JSON.parse(data))
  await stream.until(() => logs().some(({ message }) => message === 'the end'))
  t.same(stream.named[0]?.[0], 'connection_open')
  t.same(JSON.parse(stream.named[0]?.[1] ?? ''), { correlation_id: 'watcher', status: 'connected' })
  t.ok(logs().some(({ correlation_id, level }) => correlation_id === 'mine' && level === 'INFO'))
  t.match(
    logs().find(({ message }) => message === 'a warning'),
    { level: 'WARNING', logger: /./, correlation_id: 'watcher', extra: { shelf: 7 }, timestamp: /Z$/ },
  )
  t.equal(logs().find(({ message }) => message === 'the end')?.level, 'CRITICAL')
  t.notOk(logs().some(({ message }) => message === 'too small'))
  t.notOk(
    logs().some(({ extra }) => JSON.stringify(extra ?? '').includes('/logs/stream')),
    'nothing about itself',
  )
})

t.test('a reader that does not read keeps the last thousand records, and nobody who logs notices', async (t) => {
  const { app, follow } = await serve(t)
  const stream = await follow()
  await stream.until(({ named }) => named.length > 0)
  stream.pause()
  const filler = 'x'.repeat(10_000)
  for (let n = 0; n < 3000; n++) app.log.info({ n, filler }, 'many')
  app.log.info('last')
  stream.resume()
  const messageOf = ([, data]: [string, string]) => JSON.parse(data).message
  // Each record is looked at once: there are many megabytes of them.
  let looked = 0
  await stream.until(({ named }) => {
    const fresh = named.slice(looked)
    looked = named.length
    return fresh.some((event) => messageOf(event) === 'last')
  })
  const seen = stream.named.filter((event) => messageOf(event) === 'many').length
  t.ok(seen >= 1000 && seen < 3000, `${seen} of 3000`)
})

t.test('a silence is broken by a heartbeat', async (t) => {
  const { follow } = await serve(t)
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const stream = await follow()
  await stream.until(({ named }) => named.length > 0)
  mock.timers.tick(30_000)
  await stream.until(({ named }) => named.some(([name]) => name === 'heartbeat'))
  const [, data] = stream.named.find(([name]) => name === 'heartbeat') ?? []
  t.type(JSON.parse(data ?? '{}').timestamp, 'number')
})

t.test('the end of the service is the last event of the stream', async (t) => {
  const { app, follow } = await serve(t)
  const stream = await follow()
  await stream.until(({ named }) => named.length > 0)
  await app.close()
  t.equal(await stream.ended, 'ended')
  const [name, data] = stream.named.at(-1) ?? []
  t.equal(name, 'connection_close')
  t.match(JSON.parse(data ?? ''), { reason: 'server_shutdown' })
})
