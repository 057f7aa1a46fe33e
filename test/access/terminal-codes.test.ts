import t from 'tap'
import { buildOwnApp, invite, pairDevice, redeem } from '../support/own-sign-in.ts'

t.test(
  'a code of the terminal without a name ends with the first administrator, however that one comes in',
  async (t) => {
    const app = await buildOwnApp(t)
    const make = (role: 'admin' | 'reader' = 'admin') =>
      app.pairing.makeTerminalCode({ name: null, role, isFirst: true })
    const [first, second, reader] = [await make(), await make(), await make('reader')]
    const named = await app.pairing.makeTerminalCode({ name: 'Eve', role: 'admin', isFirst: false })
    const answers = await Promise.all([
      redeem(app, first, { person_name: 'Ada' }),
      redeem(app, second, { person_name: 'Thief' }),
    ])
    t.same(answers.map(({ statusCode }) => statusCode).sort(), [201, 404], 'two at once')
    t.equal((await redeem(app, reader, { person_name: 'Late' })).statusCode, 404)
    t.equal((await app.people.list()).length, 1)
    t.equal((await redeem(app, named)).statusCode, 201, 'who was named is expected')

    const other = await buildOwnApp(t)
    const open = await other.pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
    await pairDevice(other, 'Ada')
    t.equal((await redeem(other, open, { person_name: 'Thief' })).statusCode, 404)
  },
)

t.test('another code of the terminal for the same purpose ends the one before', async (t) => {
  const app = await buildOwnApp(t)
  const replaces = true
  const nobody = { name: null, role: 'admin', isFirst: true } as const
  const started = await app.pairing.makeTerminalCode(nobody)
  const lost = await app.pairing.makeTerminalCode(nobody, { replaces })
  const right = await app.pairing.makeTerminalCode(nobody, { replaces })
  for (const code of [started, lost]) t.equal((await redeem(app, code)).statusCode, 404)
  const ada = (await redeem(app, right, { person_name: 'Ada' })).json().person.id

  const newPerson = (name: string) => ({ name, role: 'editor', isFirst: false }) as const
  const [eve, again, rosa] = [
    await app.pairing.makeTerminalCode(newPerson('Eve'), { replaces }),
    await app.pairing.makeTerminalCode(newPerson(' eve'), { replaces }),
    await app.pairing.makeTerminalCode(newPerson('Rosa'), { replaces }),
  ]
  const [own, another] = [
    await app.pairing.makeTerminalCode({ personId: ada }, { replaces }),
    await app.pairing.makeTerminalCode({ personId: ada }, { replaces }),
  ]
  for (const code of [eve, own]) t.equal((await redeem(app, code)).statusCode, 404)
  for (const code of [again, rosa, another]) t.equal((await redeem(app, code)).statusCode, 201)
})

t.test('one person has a limited number of codes that can be used', async (t) => {
  const app = await buildOwnApp(t)
  const there = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  const make = (at = app) =>
    at.inject({ method: 'POST', url: '/api/pairing-codes', headers: { cookie: ada.cookie }, payload: {} })
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => make(n % 2 === 0 ? app : there)))
  const made = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json())
  t.equal(made.length, 20)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  t.match(refused?.json(), {
    code: 'TOO_MANY_PAIRING_CODES',
    error: '20 of your pairing codes can be used already',
    details: { message: /DELETE \/api\/pairing-codes/ },
  })
  const wait = Number(refused?.headers['retry-after'])
  t.ok(wait > 0 && wait <= 300, `${wait} s until one of them ends`)
  t.ok((await invite(app, rosa)).id, 'others are not held up')

  const [one, two] = made
  await app.inject({ method: 'DELETE', url: `/api/pairing-codes/${one.id}`, headers: { cookie: ada.cookie } })
  t.equal((await make()).statusCode, 201, 'one was cancelled')
  t.equal((await make()).statusCode, 429)
  await app.db.query('update pairing_codes set expires_at = now() where id = $1', [two.id])
  t.equal((await make()).statusCode, 201, 'one has ended')
})
