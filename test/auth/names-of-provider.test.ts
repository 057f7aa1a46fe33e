import t from 'tap'
import { startSignIn } from '../support/signed-in-app.ts'

const ADMIN = { realm_access: { roles: ['admin'] } }

t.test('names of the provider are kept as people see them, and the changes of their owners are made', async (t) => {
  const { app, provider } = await startSignIn(t)
  for (const [name, seen] of [
    ['evil\u202e\u0007name\n<b>', 'evilname <b>'],
    ['   ', null],
    ['\u200b\u2060', null],
    ['a\u0000b', 'ab'],
    ['a\ud800b', 'ab'],
    ['Zoë 🦊', 'Zoë 🦊'],
    ['🦊'.repeat(300), '🦊'.repeat(200)],
    [7, null],
  ] as const) {
    const headers = {
      authorization: `Bearer ${await provider.sign({ sub: 'ada', ...ADMIN, name, email: `a\u0000${name}@b` })}`,
    }
    const what = JSON.stringify(name).slice(0, 40)
    const self = (await app.inject({ url: '/api/auth/self', headers })).json()
    t.equal(self.name, seen, what)
    t.notMatch(self.email, /[\p{Cc}\p{Cs}\u202e]/u, what)
    const part = (
      await app.inject({ method: 'POST', url: '/api/parts', headers, payload: { description: 'Resistor' } })
    ).json()
    const stocked = await app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${part.key}/stock`,
      headers,
      payload: { box_no: await boxOf(app), loc_no: 1, qty: 1 },
    })
    t.equal(stocked.statusCode, 201, stocked.body)
    const [entry] = (await app.inject({ url: `/api/parts/${part.key}/history`, headers })).json()
    t.equal(entry.actor_name, seen ?? self.email, what)
    const payload = { name: `Script of ${what.length}`, role: 'reader' }
    const token = await app.inject({ method: 'POST', url: '/api/tokens', headers, payload })
    t.equal(token.statusCode, 201, token.body)
  }

  async function boxOf(own: typeof app): Promise<number> {
    const headers = { authorization: `Bearer ${await provider.sign({ sub: 'ada', ...ADMIN })}` }
    const payload = { description: 'Box', capacity: 2 }
    return (await own.inject({ method: 'POST', url: '/api/boxes', headers, payload })).json().box_no
  }
})

t.test('a subject that cannot be kept is refused with the reason', async (t) => {
  const { app, provider } = await startSignIn(t)
  const unseen = [
    '   ',
    '\u00a0\u2003',
    '\u200b\u200d',
    '\u3164',
    '\u2066a\u2069',
    'a\u202eb',
    '\u061ca',
    '\ufeffa',
    'a\u{e0041}',
  ]
  for (const sub of ['a\u0000b', 'a\ud800b', 'a\nb', 'x'.repeat(256), ...unseen]) {
    const headers = { authorization: `Bearer ${await provider.sign({ sub, ...ADMIN })}` }
    const refused = await app.inject({ url: '/api/auth/self', headers })
    t.equal(refused.statusCode, 401, JSON.stringify(sub).slice(0, 40))
    t.match(refused.json(), { error: 'Invalid token: its subject is too long, or has characters that nobody sees' })
  }
  for (const sub of ['zoë|7', 'auth0|Zoë Ø', 'क्\u200dष']) {
    const headers = { authorization: `Bearer ${await provider.sign({ sub, ...ADMIN })}` }
    t.match((await app.inject({ url: '/api/auth/self', headers })).json(), { subject: sub })
  }
})
