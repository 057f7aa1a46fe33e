import t from 'tap'
import { metricValue } from '../support/metric-value.ts'
import { buildOwnApp, countStatuses, invite, pairDevice, redeem } from '../support/own-sign-in.ts'

function guess(n: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  let text = ''
  for (let rest = n, i = 0; i < 8; i++, rest = Math.floor(rest / alphabet.length)) {
    text += alphabet[rest % alphabet.length]
  }
  return text
}

t.test('guesses of one address: five a minute, however many come at once, on whichever replica', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const limited = await metricValue('sign_in_limited_total')
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => redeem(n % 2 ? app : other, guess(n), {}, '10.1.1.1')),
  )
  t.same(countStatuses(answers), { 404: 5, 429: 995 })
  t.equal(await metricValue('sign_in_limited_total'), limited + 995)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  t.match(refused?.json(), { code: 'TOO_MANY_ATTEMPTS' })
  t.ok(Number(refused?.headers['retry-after']) > 0)

  const ada = await pairDevice(app, 'Ada')
  const { typed_code: typed } = await invite(app, ada)
  t.equal((await redeem(app, typed, {}, '10.1.1.1')).statusCode, 429, 'also for the right code')
  t.equal((await redeem(app, typed, {}, '10.1.1.2')).statusCode, 202, 'others are not held up')
  const { link } = await invite(app, ada)
  t.equal((await redeem(app, link, {}, '10.1.1.1')).statusCode, 202, 'nor are links, which nobody guesses')

  const links = await Promise.all(Array.from({ length: 20 }, (_, n) => redeem(app, `wrong-link-${n}`, {}, '10.1.1.3')))
  t.same(countStatuses(links), { 404: 5, 429: 15 }, 'an address that sends wrong links waits, too')
  const { link: right } = await invite(app, ada)
  t.equal(
    (await redeem(other, right, {}, '10.1.1.3')).statusCode,
    202,
    'save with a right one: several people have one address',
  )
  const terminal = await app.pairing.makeTerminalCode({ personId: ada.person })
  t.equal((await redeem(app, terminal, {}, '10.1.1.3')).statusCode, 201)
})

t.test('guesses of many addresses: fifty a minute in all, and a whole IPv6 network counts as one', async (t) => {
  const app = await buildOwnApp(t)
  const network = []
  for (let n = 0; n < 10; n++) network.push(await redeem(app, guess(n), {}, `2001:db8:1:2::${n + 1}`))
  t.same(countStatuses(network), { 404: 5, 429: 5 })
  const logged = await app.accessLog.list(10, null)
  t.same(
    logged.map(({ what, address }) => [what, address]),
    [5, 4, 3, 2, 1].map((n) => ['code_refused', `2001:db8:1:2::${n}`]),
    'the log has the whole addresses',
  )
  const answers = []
  for (let n = 0; n < 60; n++) answers.push(await redeem(app, guess(n), {}, `10.2.${n}.1`))
  t.same(countStatuses(answers), { 404: 45, 429: 15 })
})

t.test('whoever types wrong codes, or sends wrong links, keeps nobody out who has a link', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(app, 'Ada')
  const { link, id } = await invite(app, ada)
  const terminal = await app.pairing.makeTerminalCode({ personId: ada.person })
  for (let n = 0; n < 60; n++) await redeem(app, guess(n), {}, `10.5.${n}.1`)
  t.equal((await redeem(app, guess(61), {}, '10.5.61.1')).statusCode, 429, 'no more can be typed')
  for (let n = 0; n < 60; n++) t.equal((await redeem(app, `wrong-${n}`, {}, `10.6.${n}.1`)).statusCode, 404)
  const url = `/api/pairing-codes/${id}`
  t.match((await app.inject({ url, headers: { cookie: ada.cookie } })).json(), {
    state: 'open',
    typed_code_ended: true,
  })
  t.equal((await redeem(other, link, {}, '10.5.1.1')).statusCode, 202)
  t.equal((await redeem(app, terminal, {}, '10.5.2.1')).statusCode, 201)
  const [noted] = await app.db.query(`select count(*)::int as count from access_log where detail = 'link'`)
  t.match(noted, { count: 50 }, 'and the log does not grow without end')
})

t.test('a typed code ends when ten wrong ones came while it was open, and its link does not', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const code = await invite(app, ada)
  for (let n = 0; n < 9; n++) await redeem(app, guess(n), {}, `10.3.${n}.1`)
  const headers = { cookie: ada.cookie }
  const look = async () => (await app.inject({ url: `/api/pairing-codes/${code.id}`, headers })).json()
  t.match(await look(), { state: 'open', typed_code_ended: false })
  await redeem(app, guess(10), {}, '10.3.10.1')
  t.match(await look(), { state: 'open', typed_code_ended: true })
  t.equal((await redeem(app, code.typed_code, {}, '10.3.11.1')).statusCode, 404)
  t.equal((await redeem(app, code.link, {}, '10.3.12.1')).statusCode, 202)
})

t.test(
  'a code that never was, one that was used and one that is too old are answered alike, by the same statements',
  async (t) => {
    const statements: string[] = []
    const app = await buildOwnApp(t, { onStatement: (sql) => void statements.push(sql) })
    const ada = await pairDevice(app, 'Ada')
    const [used, old, cancelled] = [await invite(app, ada), await invite(app, ada), await invite(app, ada)]
    await redeem(app, used.link)
    await app.db.query(`update pairing_codes set expires_at = now() where id = $1`, [old.id])
    await app.invitations.cancel(
      cancelled.id,
      (await app.callers?.device(ada.cookie.split('=')[1] ?? '', ''))?.identity ?? null,
    )

    const seen: { body: object; statements: string[] }[] = []
    const codes = [guess(1), used.typed_code, old.typed_code, cancelled.typed_code]
    for (const [n, code] of codes.entries()) {
      statements.length = 0
      const answer = await redeem(app, code, {}, `10.4.${n}.1`)
      t.equal(answer.statusCode, 404)
      const { correlationId: _, ...body } = answer.json()
      seen.push({ body, statements: statements.filter((sql) => /pairing_codes|access_/.test(sql)) })
    }
    for (const each of seen) t.same(each, seen[0])
    t.ok((seen[0]?.statements.length ?? 0) > 3)
  },
)
