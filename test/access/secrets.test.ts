import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { register } from 'prom-client'
import t from 'tap'
import { buildOwnApp, collect, DEVICE_COOKIE, redeem } from '../support/own-sign-in.ts'
import { collectLog } from '../support/signed-in-app.ts'

t.test('no secret is in a log, a metric, an error, an export, the data folder, or the database', async (t) => {
  const { lines, logger } = collectLog()
  const answers: string[] = []
  const app = await buildOwnApp(t, { server: { logger } })
  const secrets = new Map<string, string>()
  const send = async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    headers: Record<string, string>,
    payload = {},
  ) => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, 'idempotency-key': `key ${answers.length}` },
      ...(method === 'POST' && { payload }),
    })
    answers.push(answer.body)
    return answer
  }

  const terminal = await app.pairing.makeTerminalCode({ name: 'Ada', role: 'admin', isFirst: false })
  secrets.set('the code of the terminal', terminal)
  const first = await redeem(app, terminal)
  const device = first.cookies.find(({ name }) => name === DEVICE_COOKIE)?.value ?? ''
  secrets.set('the secret of a device', device)
  const headers = { cookie: `${DEVICE_COOKIE}=${device}` }
  const made = (await send('POST', '/api/pairing-codes', headers)).json()
  secrets.set('the code of a link', made.link.split('#')[1])
  secrets.set('a typed code', made.typed_code)
  secrets.set('a typed code without its hyphen', made.typed_code.replace('-', ''))
  const sent = (await redeem(app, made.typed_code)).json()
  secrets.set('a wait token', sent.wait_token)
  await send('POST', `/api/pairing-codes/${made.id}/approve`, headers, { match_number: sent.match_number })
  const collected = await collect(app, sent.wait_token)
  secrets.set('the secret of a second device', collected.cookies[0]?.value ?? '')
  const { token } = (await send('POST', '/api/tokens', headers, { name: 'Script', role: 'admin' })).json()
  secrets.set('an access token', token)
  answers.length = 0

  const bearer = { authorization: `Bearer ${token}` }
  await send('GET', '/api/parts', bearer)
  await send('POST', '/api/types', bearer, { name: 'Relay' })
  await send('POST', '/api/types', headers, {})
  await send('POST', '/api/tokens', bearer, { name: 'x', role: 'reader' })
  await send('GET', `/api/nothing?token=${token}`, bearer)
  await send('GET', '/api/tokens', headers)
  await send('GET', '/api/devices', headers)
  await send('GET', '/api/access-log', headers)
  for (const url of ['/api/exports/inventory?format=json', '/api/exports/history', '/api/exports/parts']) {
    t.equal((await send('GET', url, headers)).statusCode, 200, url)
  }
  for (const code of [terminal, made.link, made.typed_code]) answers.push((await redeem(app, code)).body)
  answers.push((await collect(app, sent.wait_token)).body)
  await send('DELETE', '/api/tokens/1', headers)
  await send('GET', '/api/parts', bearer)

  const tables = await app.db.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = current_schema()`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) => app.db.query<{ row: string }>(`select r::text as row from ${name} as r`)),
  )
  // What a copy of the data folder holds, beside that of the database.
  const { dataDir } = app.config
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))
  const places = {
    'the data folder': contents.join('\n'),
    'the log': lines.join('\n'),
    'the metrics': await register.metrics(),
    'answers after the first': answers.join('\n'),
    'the database': rows
      .flat()
      .map(({ row }) => row)
      .join('\n'),
  }
  t.ok(tables.length > 20 && lines.length > 20)
  t.equal(secrets.size, 8)
  for (const [what, secret] of secrets) {
    t.ok(secret.length >= 8, what)
    for (const [place, text] of Object.entries(places)) {
      t.notOk(text.includes(secret), `${what} is not in ${place}`)
      const hex = Buffer.from(secret).toString('hex')
      t.notOk(text.includes(hex), `${what} is not in ${place} as bytes`)
    }
  }
  t.match(places['the log'], '"subject":"person:1"', 'the log names the caller')
  t.match(places['the log'], '"kind":"token"', 'and the token')
})
