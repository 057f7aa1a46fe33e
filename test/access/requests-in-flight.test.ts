import t, { type Test } from 'tap'
import { otherSession } from '../support/other-session.ts'
import { buildOwnApp, pairDevice } from '../support/own-sign-in.ts'

/** Two administrators with a device each, and a person whom they can change. */
async function start(t: Test) {
  const app = await buildOwnApp(t)
  const session = await otherSession(t, app)
  const [ada, max, rosa] = [
    await pairDevice(app, 'Ada'),
    await pairDevice(app, 'Max'),
    await pairDevice(app, 'Rosa', 'reader'),
  ]
  const code = await app.inject({
    method: 'POST',
    url: '/api/pairing-codes',
    headers: { cookie: max.cookie },
    payload: {},
  })
  const token = await app.inject({
    method: 'POST',
    url: '/api/tokens',
    headers: { cookie: max.cookie },
    payload: { name: 'Script', role: 'reader' },
  })
  return { app, session, ada, max, rosa, code: code.json().id, token: token.json().id }
}

type Started = Awaited<ReturnType<typeof start>>

const requests: Record<
  string,
  (started: Started) => { method: 'POST' | 'PATCH' | 'DELETE'; url: string; payload?: object }
> = {
  'gives himself the role back': ({ max }) => ({
    method: 'PATCH',
    url: `/api/people/${max.person}`,
    payload: { role: 'admin', active: true },
  }),
  'gives somebody else a role': ({ rosa }) => ({
    method: 'PATCH',
    url: `/api/people/${rosa.person}`,
    payload: { role: 'admin' },
  }),
  'makes a token': () => ({ method: 'POST', url: '/api/tokens', payload: { name: 'Other', role: 'admin' } }),
  'invites an administrator': () => ({
    method: 'POST',
    url: '/api/pairing-codes',
    payload: { name: 'Eve', role: 'admin' },
  }),
  'ends a device of another person': ({ rosa }) => ({ method: 'DELETE', url: `/api/devices/${rosa.device}` }),
}
const own: typeof requests = {
  'makes a code for another device': () => ({ method: 'POST', url: '/api/pairing-codes', payload: {} }),
  'lets a device in': ({ code }) => ({
    method: 'POST',
    url: `/api/pairing-codes/${code}/approve`,
    payload: { match_number: 10 },
  }),
  'ends a token': ({ token }) => ({ method: 'DELETE', url: `/api/tokens/${token}` }),
  'renames the device': ({ max }) => ({
    method: 'PATCH',
    url: `/api/devices/${max.device}`,
    payload: { name: 'Other' },
  }),
}

const STATE = `
  select (select json_agg(p order by id) from people p) as people,
         (select json_agg(json_build_array(id, name, revoked_at) order by id) from devices) as devices,
         (select json_agg(json_build_array(id, revoked_at) order by id) from access_tokens) as tokens,
         (select json_agg(json_build_array(id, state) order by id) from pairing_codes) as codes`

for (const { what, change, status, cases } of [
  {
    what: 'demoted',
    change: (id: number) => `update people set role = 'reader' where id = ${id}`,
    status: 403,
    cases: requests,
  },
  {
    what: 'deactivated',
    change: (id: number) => `update people set deactivated_at = now() where id = ${id}`,
    status: 401,
    cases: { ...requests, ...own },
  },
  {
    what: 'signed out everywhere',
    change: (id: number) => `update devices set revoked_at = now() where person_id = ${id}`,
    status: 401,
    cases: { ...requests, ...own },
  },
]) {
  for (const [title, request] of Object.entries(cases)) {
    t.test(`who is ${what} while a request is on its way changes nothing: ${title}`, async (t) => {
      const started = await start(t)
      const { app, session, max } = started
      await session.query('begin')
      await session.query('select from access_state for update')
      const answer = app.inject({ ...request(started), headers: { cookie: max.cookie } })
      await session.waiting()
      await session.query(change(max.person))
      await session.query('commit')
      const before = await app.db.query(STATE)
      t.equal((await answer).statusCode, status)
      t.strictSame(await app.db.query(STATE), before)
    })
  }
}
