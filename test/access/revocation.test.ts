import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { openStream } from '../support/event-source.ts'
import { buildOwnApp, makeToken, pairDevice, type TestDevice } from '../support/own-sign-in.ts'
import type { Teardown } from '../support/test-database.ts'
import { until } from '../support/until.ts'

interface Replica {
  app: FastifyInstance
  url: string
}

async function twoReplicas(t: Teardown): Promise<[Replica, Replica]> {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const listen = async (each: FastifyInstance) => ({
    app: each,
    url: await each.listen({ port: 0, host: '127.0.0.1' }),
  })
  return [await listen(app), await listen(other)]
}

/** Calls with credentials as fast as answers come, until one is 401. @returns how many succeeded. */
async function callUntilRefused({ url }: Replica, headers: Record<string, string>): Promise<number> {
  for (let answered = 0; ; answered++) {
    const { status } = await fetch(`${url}/api/types`, { headers })
    if (status === 401) return answered
    if (status !== 200) throw new Error(`status ${status}`)
  }
}

const ways: Record<string, (app: FastifyInstance, admin: TestDevice, victim: TestDevice) => Promise<unknown>> = {
  'a device that is revoked': (app, { cookie }, { device }) =>
    app.inject({ method: 'DELETE', url: `/api/devices/${device}`, headers: { cookie } }),
  'a person who is deactivated': (app, { cookie }, { person }) =>
    app.inject({ method: 'PATCH', url: `/api/people/${person}`, headers: { cookie }, payload: { active: false } }),
  'a change that an operator makes in the database': (app, _admin, { device }) =>
    app.db.query('update devices set revoked_at = now() where id = $1', [device]),
}

for (const [name, revoke] of Object.entries(ways)) {
  t.test(`${name}: on both replicas, while 100 requests and streams are open`, async (t) => {
    const [here, there] = await twoReplicas(t)
    const [ada, rosa] = [await pairDevice(here.app, 'Ada'), await pairDevice(here.app, 'Rosa', 'editor')]
    const headers = { cookie: rosa.cookie }
    const streams = await Promise.all(
      [here, there].map(({ url }) => openStream(t, `${url}/api/sse/stream?request_id=page`, headers)),
    )
    const own = await openStream(t, `${here.url}/api/sse/stream?request_id=other`, { cookie: ada.cookie })
    const calls = [here, there].flatMap((replica) =>
      Array.from({ length: 50 }, () => callUntilRefused(replica, headers)),
    )
    await revoke(there.app, ada, rosa)
    await Promise.all(calls)
    for (const stream of streams) t.equal(await stream.ended, 'ended')
    t.equal((await fetch(`${there.url}/api/types`, { headers: { cookie: ada.cookie } })).status, 200)
    t.notMatch(own.text, 'going away', 'others go on')
  })
}

t.test('requests that began before a revocation are not answered after it', async (t) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let waiting = 0
  const app = await buildOwnApp(t, {
    prepare(instance) {
      instance.get('/api/slow', { config: { access: 'reader' } }, async () => {
        waiting++
        await released
        return { secret: 'stock' }
      })
    },
  })
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  const slow = ({ cookie }: TestDevice) => app.inject({ url: '/api/slow', headers: { cookie } })
  const answers = Promise.all(Array.from({ length: 100 }, () => slow(rosa)))
  const own = slow(ada)
  while (waiting < 101) await new Promise(setImmediate)
  await app.inject({ method: 'DELETE', url: `/api/devices/${rosa.device}`, headers: { cookie: ada.cookie } })
  release()
  for (const { statusCode, body } of await answers) {
    t.equal(statusCode, 401)
    t.notMatch(body, 'stock')
  }
  t.match((await own).json(), { secret: 'stock' }, 'those of others are')
})

t.test('a token that is revoked ends on both replicas, with its stream', async (t) => {
  const [here, there] = await twoReplicas(t)
  const ada = await pairDevice(here.app, 'Ada')
  const headers = { authorization: `Bearer ${await makeToken(here.app, ada, { role: 'reader' })}` }
  const stream = await openStream(t, `${there.url}/api/sse/stream?request_id=script`, headers)
  const calls = [here, there].map((replica) => callUntilRefused(replica, headers))
  await here.app.inject({ method: 'DELETE', url: '/api/tokens/1', headers: { cookie: ada.cookie } })
  await Promise.all(calls)
  t.equal(await stream.ended, 'ended')
})

t.test('another role holds at once on both replicas, and the page opens its stream again with it', async (t) => {
  const [here, there] = await twoReplicas(t)
  const [ada, rosa] = [await pairDevice(here.app, 'Ada'), await pairDevice(here.app, 'Rosa', 'editor')]
  const headers = { cookie: rosa.cookie }
  const stream = await openStream(t, `${there.url}/api/sse/stream?request_id=page`, headers)
  const self = async () => (await there.app.inject({ url: '/api/auth/self', headers })).json().roles
  t.same(await self(), ['editor', 'reader'])
  const url = `/api/people/${rosa.person}`
  await here.app.inject({ method: 'PATCH', url, headers: { cookie: ada.cookie }, payload: { role: 'reader' } })
  t.equal(await stream.ended, 'ended')
  await until(async () => !(await self()).includes('editor'))
  const again = await openStream(t, `${there.url}/api/sse/stream?request_id=page`, headers)
  await again.until(({ text }) => text.includes(': connected'))
})

t.test('a notification that is lost is noticed all the same', async (t) => {
  const [here] = await twoReplicas(t)
  const rosa = await pairDevice(here.app, 'Rosa', 'reader')
  const headers = { cookie: rosa.cookie }
  t.equal((await fetch(`${here.url}/api/types`, { headers })).status, 200)
  const stream = await openStream(t, `${here.url}/api/sse/stream?request_id=page`, headers)
  await here.app.db.transaction(async (unit) => {
    await unit.query('alter table devices disable trigger announce_devices')
    await unit.query('update devices set revoked_at = now() where id = $1', [rosa.device])
    await unit.query('update access_state set version = version + 1')
    await unit.query('alter table devices enable trigger announce_devices')
  })
  await callUntilRefused(here, headers)
  t.equal(await stream.ended, 'ended')
})
