import t from 'tap'
import { buildOwnApp, collect, pairDevice, redeem } from '../support/own-sign-in.ts'

t.test('elsewhere than in mode own devices are not paired', async (t) => {
  const app = await buildOwnApp(t, { settings: { authMode: 'open' } })
  t.equal((await redeem(app, 'ABCD-EFGH')).statusCode, 409)
  t.equal((await collect(app, 'x')).statusCode, 409)
  t.equal((await app.inject({ method: 'POST', url: '/api/pairing-codes' })).statusCode, 409)
  const payload = { name: 'x', role: 'reader' }
  t.equal((await app.inject({ method: 'POST', url: '/api/tokens', payload })).statusCode, 409)
  t.same((await app.inject('/api/people')).json(), [])
  t.same((await app.inject('/api/auth/mode')).json(), {
    mode: 'open',
    secure: false,
    needs_administrator: false,
    signed_in_as: null,
  })
})

t.test('a body that was meant otherwise is refused, and makes no code', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const headers = { cookie: ada.cookie }
  const send = (method: 'POST' | 'PATCH', url: string, payload: object) => app.inject({ method, url, headers, payload })
  const before = await app.db.query('select id from pairing_codes')
  for (const [method, url, payload, problem] of [
    ['POST', '/api/pairing-codes', { role: 'editor' }, 'name must be sent with role'],
    ['POST', '/api/pairing-codes', { person_name: 'Rosa' }, 'person_name is not a known field'],
    ['POST', '/api/pairing-codes', { name: 'Rosa', person: 'x' }, 'person is not a known field'],
    ['POST', '/api/pairing-codes/1/approve', { match_number: 1, number: 1 }, 'number is not a known field'],
    ['POST', '/api/pairing/redeem', { code: 'x', device_name: 'x', name: 'Rosa' }, 'name is not a known field'],
    ['POST', '/api/pairing/collect', { wait_token: 'x', code: 'x' }, 'code is not a known field'],
    ['PATCH', `/api/people/${ada.person}`, { activ: false }, 'activ is not a known field'],
    ['PATCH', `/api/devices/${ada.device}`, { name: 'x', person: 1 }, 'person is not a known field'],
    ['POST', '/api/tokens', { name: 'x', role: 'reader', scopes: 'kicad' }, 'scopes is not a known field'],
  ] as const) {
    const answer = await send(method, url, payload)
    t.equal(answer.statusCode, 400, `${url} ${JSON.stringify(payload)}`)
    t.match(answer.body, problem)
  }
  t.same(await app.db.query('select id from pairing_codes'), before)
})

t.test('an unknown scope is answered with those that there are', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const payload = { name: 'x', role: 'reader', scope: 'everything' }
  const answer = await app.inject({ method: 'POST', url: '/api/tokens', headers: { cookie }, payload })
  t.match(answer.json().error ?? answer.body, /scope must be one of: .*[a-z]$/)
})
