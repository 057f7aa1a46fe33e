import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildOwnApp, collect, makeToken, pairDevice, redeem, type TestDevice } from '../support/own-sign-in.ts'
import { sampleValue } from '../support/sample-value.ts'
import { until } from '../support/until.ts'

function patch(app: FastifyInstance, by: TestDevice, person: number, payload: object) {
  return app.inject({ method: 'PATCH', url: `/api/people/${person}`, headers: { cookie: by.cookie }, payload })
}

async function statusOf(app: FastifyInstance, { cookie }: Pick<TestDevice, 'cookie'>) {
  return (await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode
}

t.test('people are renamed, get other roles, and never lose the last administrator', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const rosa = await pairDevice(app, 'Rosa', 'reader')
  const create = (by: TestDevice) =>
    app.inject({ method: 'POST', url: '/api/types', headers: { cookie: by.cookie }, payload: { name: 'Relay' } })

  t.equal((await create(rosa)).statusCode, 403)
  t.match((await patch(app, ada, rosa.person, { role: 'editor', name: 'Rosa L.' })).json(), {
    name: 'Rosa L.',
    role: 'editor',
  })
  t.equal((await create(rosa)).statusCode, 201, 'the new role holds at once')
  t.equal((await patch(app, rosa, ada.person, { role: 'reader' })).statusCode, 403)
  t.equal((await patch(app, ada, rosa.person, { name: 'ＡＤＡ' })).statusCode, 409, 'a name of somebody else')
  t.equal((await patch(app, ada, 4711, { role: 'reader' })).statusCode, 404)

  for (const payload of [{ role: 'editor' }, { active: false }]) {
    const refused = await patch(app, ada, ada.person, payload)
    t.equal(refused.statusCode, 409)
    t.match(refused.json().error, /last active administrator/)
  }
  t.equal((await patch(app, ada, rosa.person, { role: 'admin' })).statusCode, 200)
  t.equal((await patch(app, ada, ada.person, { active: false })).statusCode, 200)
  t.equal(await statusOf(app, ada), 401)
  t.equal((await patch(app, rosa, rosa.person, { role: 'editor' })).statusCode, 409)
})

t.test('two administrators who demote each other at once do not both succeed', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa')]
  const answers = await Promise.all([
    patch(app, ada, rosa.person, { role: 'reader' }),
    patch(app, rosa, ada.person, { role: 'reader' }),
  ])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [200, 403])
})

t.test(
  'who is deactivated loses devices, tokens and open codes; who is activated again has to be paired again',
  async (t) => {
    const app = await buildOwnApp(t)
    const ada = await pairDevice(app, 'Ada')
    const rosa = await pairDevice(app, 'Rosa', 'editor')
    const token = await makeToken(app, rosa, { role: 'editor' })
    const withToken = async () =>
      (await app.inject({ url: '/api/parts', headers: { authorization: `Bearer ${token}` } })).statusCode
    t.equal(await withToken(), 200)
    const code = await app.pairing.makeTerminalCode({ personId: rosa.person })
    t.equal((await patch(app, ada, rosa.person, { active: false })).statusCode, 200)
    t.equal(await statusOf(app, rosa), 401)
    t.equal(await withToken(), 401)
    const redeemed = { method: 'POST', url: '/api/pairing/redeem', payload: { code, device_name: 'x' } } as const
    t.equal((await app.inject(redeemed)).statusCode, 404)
    t.match((await patch(app, ada, rosa.person, { active: true })).json(), { active: true })
    t.equal(await statusOf(app, rosa), 401)
    t.equal(await withToken(), 401)
    t.equal(await statusOf(app, await pairDevice(app, 'Rosa')), 200)
  },
)

t.test('somebody is forgotten: no name, no device and no address is left', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const rosa = await pairDevice(app, 'Rosalinde', 'editor')
  await makeToken(app, rosa, { role: 'reader', name: 'Rosalinde’s script' })
  // The log names whoever was invited and kept out: here the same person, before she came in.
  const event = { personName: 'rosalinde', deviceName: 'Phone of Rosalinde', detail: 'by a person' }
  await app.accessLog.add('code_refused', { subject: null, address: '10.0.0.1' }, event)
  const told: unknown[] = []
  app.people.onForget(async (_unit, person) => void told.push(person))
  t.equal((await patch(app, ada, rosa.person, { forget: true })).statusCode, 409, 'not while they are active')
  const answer = await patch(app, ada, rosa.person, { active: false, forget: true })
  t.match(answer.json(), { name: `former person ${rosa.person}`, active: false })
  t.same(told, [{ subject: `person:${rosa.person}`, name: `former person ${rosa.person}`, since: null }])
  for (const table of ['people', 'devices', 'access_tokens', 'pairing_codes', 'access_log']) {
    const rows = await app.db.query(`select * from ${table} as r where r::text ilike '%rosalinde%'`)
    t.same(rows, [], table)
  }
  const addresses = await app.db.query('select from devices where person_id = $1 and last_address is not null', [
    rosa.person,
  ])
  t.same(addresses, [])
})

t.test('devices: one’s own, and any for administrators', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  const as = ({ cookie }: TestDevice) => ({ headers: { cookie } })
  const list = async (by: TestDevice, query = '') =>
    (await app.inject({ url: `/api/devices${query}`, ...as(by) })).json()
  t.match(await list(rosa), [{ id: rosa.device, person_name: 'Rosa', name: 'Phone', browser: 'Firefox on Android' }])
  t.match(await list(ada, `?person_id=${rosa.person}`), [{ id: rosa.device, current: false }])
  t.match(await list(rosa, `?person_id=${ada.person}`), { code: 'AUTHORIZATION_FAILED' })
  t.same((await list(ada, '?everybody=true')).map(({ id }: { id: number }) => id).sort(), [ada.device, rosa.device])
  t.match(await list(ada, `?everybody=true&person_id=${rosa.person}`), [{ id: rosa.device }])
  t.match(await list(rosa, '?everybody=true'), { code: 'AUTHORIZATION_FAILED' })
  t.match(await list(rosa, `?everybody=true&person_id=${rosa.person}`), [{ id: rosa.device }])

  const rename = (by: TestDevice, device: number) =>
    app.inject({ method: 'PATCH', url: `/api/devices/${device}`, ...as(by), payload: { name: 'At the bench' } })
  t.equal((await rename(rosa, ada.device)).statusCode, 404)
  t.match((await rename(rosa, rosa.device)).json(), { name: 'At the bench', current: true })
  const revoke = (by: TestDevice, device: number) =>
    app.inject({ method: 'DELETE', url: `/api/devices/${device}`, ...as(by) })
  t.equal((await revoke(rosa, ada.device)).statusCode, 404)
  t.equal((await revoke(ada, rosa.device)).statusCode, 204)
  t.equal(await statusOf(app, rosa), 401)
  t.equal((await revoke(ada, rosa.device)).statusCode, 404, 'it is none any more')
})

t.test('the log tells who was let in and out, and forgets after its days', async (t) => {
  const app = await buildOwnApp(t, { settings: { accessLogDays: 30 } })
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  await app.inject({ method: 'DELETE', url: `/api/devices/${rosa.device}`, headers: { cookie: ada.cookie } })
  const headers = { cookie: ada.cookie }
  const log = await app.inject({ url: '/api/access-log?limit=2', headers })
  t.match(log.json(), [
    { what: 'device_revoked', actor: `person:${ada.person}`, person_name: 'Rosa', device_name: 'Phone' },
    { what: 'device_paired', person_name: 'Rosa', address: '127.0.0.1' },
  ])
  const next = /<([^>]+)>; rel="next"/.exec(log.headers.link?.toString() ?? '')?.[1] ?? ''
  const page = (await app.inject({ url: next, headers })).json()
  t.match(page, [{ what: 'person_added', person_name: 'Rosa' }, { what: 'code_made' }])
  t.equal((await app.inject({ url: '/api/access-log', headers: { cookie: rosa.cookie } })).statusCode, 401)

  const invited = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload: { name: 'Ben' } })
  const { id, link } = invited.json()
  const waiting = (await redeem(app, link)).json()
  const approve = (code: number, match_number: number) =>
    app.inject({ method: 'POST', url: `/api/pairing-codes/${code}/approve`, headers, payload: { match_number } })
  t.equal((await approve(id, waiting.match_number === 10 ? 11 : 10)).statusCode, 409)
  const again = (
    await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload: { name: 'Ben' } })
  ).json()
  const device = (await redeem(app, again.link)).json()
  t.equal((await approve(again.id, device.match_number)).statusCode, 200)
  t.equal((await collect(app, device.wait_token)).statusCode, 201)
  const entries = (await app.inject({ url: '/api/access-log', headers })).json()
  const actor = `person:${ada.person}`
  t.match(entries.slice(0, 4), [
    { what: 'device_paired', person_name: 'Ben' },
    { what: 'person_added', person_name: 'Ben', actor },
    { what: 'code_made', actor },
    { what: 'code_refused', detail: 'another number', actor, person_name: 'Ben', device_name: 'Phone' },
  ])

  const mal = (
    await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload: { name: 'Mal' } })
  ).json()
  await redeem(app, mal.link, { device_name: 'Tablet' })
  await app.inject({ method: 'POST', url: `/api/pairing-codes/${mal.id}/refuse`, headers })
  const own = (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers })).json()
  await redeem(app, own.link, { device_name: 'Laptop' })
  await app.inject({ method: 'POST', url: `/api/pairing-codes/${own.id}/refuse`, headers })
  const refused = (await app.inject({ url: '/api/access-log', headers })).json()
  t.match(
    refused.filter(({ what }: { what: string }) => what === 'code_refused'),
    [
      { detail: 'by a person', person_name: 'Ada', device_name: 'Laptop', device_id: null },
      { detail: 'by a person', person_name: 'Mal', person_id: null, device_name: 'Tablet', device_id: null },
      { detail: 'another number', person_name: 'Ben', device_name: 'Phone' },
    ],
  )

  await app.db.query(`update access_log set at = now() - interval '31 days' where person_id = $1`, [rosa.person])
  await app.accessLog.sweep(30)
  t.same(await app.db.query('select from access_log where person_id = $1', [rosa.person]), [])
})

t.test('the gauges count who may come in', async (t) => {
  const app = await buildOwnApp(t, { settings: { metricsUpdateInterval: 1 } })
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  await pairDevice(app, 'Rosa')
  await until(async () => (await sampleValue('devices_active')) === 3)
  t.equal(await sampleValue('people_active', { role: 'admin' }), 1)
  t.equal(await sampleValue('people_active', { role: 'reader' }), 1)
  await patch(app, ada, rosa.person, { active: false })
  await until(async () => (await sampleValue('devices_active')) === 1)
})

t.test('a name is seen, and is taken for no other one', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const invite = async (name: string) => {
    const headers = { cookie: ada.cookie }
    return (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload: { name } })).statusCode
  }
  for (const name of ['\u200b', '\u3164', '\u2800', '\u00ad', '\u200d', '\ufe0f', 'A\u200bda', '\u{e0041}']) {
    t.equal(await invite(name), 400, JSON.stringify(name))
    t.equal((await patch(app, ada, ada.person, { name })).statusCode, 400, JSON.stringify(name))
  }
  for (const name of [
    'ada',
    'Аda',
    'Ad\u0430',
    'A\u200dda',
    'former person 1',
    'Former Person 12',
    'fоrmer person 3',
  ]) {
    t.equal(await invite(name), 409, JSON.stringify(name))
  }
  for (const name of ['Роза', '田中', 'Adam', 'Zoë', 'می\u200cخواهم']) t.equal(await invite(name), 201, name)
  t.equal((await patch(app, ada, ada.person, { name: 'ADA' })).statusCode, 200, 'one’s own name in other letters')
})

t.test('somebody is forgotten whatever names others have', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  const taken = await patch(app, ada, ada.person, { name: `Former person ${rosa.person}` })
  t.equal(taken.statusCode, 409)
  const forgotten = await patch(app, ada, rosa.person, { active: false, forget: true })
  t.match(forgotten.json(), { name: `former person ${rosa.person}`, active: false })
})
