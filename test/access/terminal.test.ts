import t from 'tap'
import { showLinks } from '../../services/access/pairing/show-link.ts'
import { type Pairing, printed, redeemAt } from '../support/pair-over-http.ts'
import { readTerminalCode } from '../support/read-terminal-code.ts'
import { runCommand } from '../support/run-command.ts'
import { startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('a terminal shows a code that a phone reads, with colours and without', async (t) => {
  const links = ['https://parts.example.com/pair#q3k1Z0v8abcdefghijklmnopqrs', 'http://10.0.0.1:3001/pair#x']
  for (const colours of [true, false]) {
    const output = await showLinks('Scan:', links, { colours })
    t.equal(await readTerminalCode(output), links[0], `colours: ${colours}`)
    for (const link of links) t.match(output, link)
  }
})

t.test('from an empty folder to the first administrator, and back after every device is lost', async (t) => {
  const env = { DATA_DIR: t.testdir(), AUTH_MODE: 'own', HOST: '127.0.0.1' }
  const service = await startService(t, env)
  await service.logged(/\/pair#/)
  const link = await readTerminalCode(printed(service))
  t.match(link, new RegExp(`^${service.url.replace('127.0.0.1', 'localhost')}/pair#[\\w-]{27}$`))
  const first = await redeemAt(service.url, link ?? '', { person_name: 'Ada' })
  t.equal(first.status, 201)
  const self = await fetch(`${service.url}/api/auth/self`, { headers: { cookie: first.cookie } })
  t.match(await self.json(), { name: 'Ada', roles: ['admin', 'editor', 'reader'] })

  // The service runs, and owns its embedded database.
  const again = await runCommand(env, 'pair')
  t.equal(again.code, 0, again.stderr)
  const printedAgain = (await readTerminalCode(again.stdout)) ?? ''
  t.equal(new URL(printedAgain).port, new URL(service.url).port, 'the command knows where the service listens')
  const back = await redeemAt(service.url, printedAgain)
  t.match(back, { status: 201, body: { person: { name: 'Ada' } } })
  const rosa = await runCommand(env, 'pair', '--name', 'Rosa', '--role', 'reader')
  t.match(again.stdout, 'For a device of Ada, who has the role admin.')
  t.match(rosa.stdout, 'For Rosa, a new person with the role reader.')
  t.match(await redeemAt(service.url, (await readTerminalCode(rosa.stdout)) ?? ''), {
    status: 201,
    body: { person: { name: 'Rosa', role: 'reader' } },
  })
  for (const [args, code, message] of [
    [['--name', 'Rosa', '--role', 'admin'], 1, /exists with the role reader/],
    [['--role', 'wizard'], 2, /--role takes one of/],
    [['--role', 'reader'], 1, /^Whose device is it\? The administrator is\n {2}--name Ada\n.*: Rosa \(reader\)\./],
    [['--name', 'Aad'], 1, /Nobody has the name Aad\. There are Ada \(admin\), Rosa \(reader\)\. .*--role/],
  ] as const) {
    const refused = await runCommand(env, 'pair', ...args)
    t.equal(refused.code, code, args.join(' '))
    t.match(refused.stderr, message)
  }

  const ann = await runCommand(env, 'pair', '--name', "Ann O'Neil", '--role', 'admin')
  await redeemAt(service.url, (await readTerminalCode(ann.stdout)) ?? '')
  const unclear = await runCommand(env, 'pair')
  t.equal(unclear.code, 1)
  t.match(unclear.stderr, "Whose device is it? The administrators are\n  --name Ada\n  --name 'Ann O'\\''Neil'\n")
  t.notMatch(unclear.stderr, 'Usage:')

  const made = await runCommand(env, 'create-token', '--name', 'KiCad', '--role', 'reader', '--scope', 'kicad')
  t.equal(made.code, 0, made.stderr)
  const token = made.stdout.trim().split('\n').at(-1)
  const byToken = await fetch(`${service.url}/api/auth/self`, { headers: { authorization: `Token ${token}` } })
  t.match(await byToken.json(), { subject: 'command-line', name: 'Command line (token KiCad)', roles: ['reader'] })
  t.equal((await runCommand(env, 'create-token', '--name', 'x', '--role', 'reader', '--scope', 'everything')).code, 2)
  const above = await runCommand(env, 'create-token', '--name', 'x', '--role', 'editor', '--person', 'Rosa')
  t.match([above.code, above.stderr], [1, /Rosa is reader: a token of theirs cannot have the role editor/])
  const answer = await fetch(`${service.url}/api/people`, { headers: { cookie: first.cookie } })
  const people: { id: number; name: string }[] = JSON.parse(await answer.text())
  const found = people.find(({ name }) => name === 'Rosa')
  const deactivated = await fetch(`${service.url}/api/people/${found?.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', cookie: first.cookie },
    body: JSON.stringify({ active: false }),
  })
  t.equal(deactivated.status, 200)
  const ended = await runCommand(env, 'create-token', '--name', 'x', '--role', 'reader', '--person', 'Rosa')
  t.match([ended.code, ended.stderr], [1, /Rosa is deactivated/])
  t.equal((await runCommand({ ...env, AUTH_MODE: 'open' }, 'pair')).code, 1)

  t.equal(await service.end('SIGTERM'), 0)
  const restarted = await startService(t, env)
  t.equal((await fetch(`${restarted.url}/api/parts`, { headers: { cookie: first.cookie } })).status, 200)
  await restarted.logged(/^ready: /)
  t.notMatch(printed(restarted), '/pair#', 'there is an administrator now')
  t.equal(await restarted.end('SIGTERM'), 0)
})

t.test('a service that is killed between approval and collection leaves a device that works, or none', async (t) => {
  const env = { DATABASE_URL: await createTestDatabase(t), AUTH_MODE: 'own', HOST: '127.0.0.1' }
  const service = await startService(t, env)
  await service.logged(/\/pair#/)
  const { cookie } = await redeemAt(service.url, (await readTerminalCode(printed(service))) ?? '')
  const post = async (url: string, body: object = {}) => {
    const headers = { 'content-type': 'application/json', cookie }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Pairing
  }
  const code = await post(`${service.url}/api/pairing-codes`)
  const sent = await redeemAt(service.url, code.link)
  await post(`${service.url}/api/pairing-codes/${code.id}/approve`, { match_number: sent.body.match_number })
  await service.end('SIGKILL')

  const next = await startService(t, env)
  t.equal((await redeemAt(next.url, code.link)).status, 404, 'the code is used up')
  const collect = () =>
    fetch(`${next.url}/api/pairing/collect`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ wait_token: sent.body.wait_token }),
    })
  const collected = await collect()
  t.equal(collected.status, 201)
  const phone = collected.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  t.equal((await fetch(`${next.url}/api/parts`, { headers: { cookie: phone } })).status, 200)
  t.equal((await collect()).status, 410)
  t.equal(await next.end('SIGTERM'), 0)
})

/** Runs the service as systemd does whose journal standard error goes to. */
const IN_JOURNAL = [
  'sh',
  '-c',
  'JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2) exec "$@"',
  'sh',
  process.execPath,
  'scripts/start.ts',
]
const skip = process.platform !== 'linux' && 'systemd is of Linux'

t.test('no code is printed into the journal, where others read it', { skip }, async (t) => {
  const env = { DATABASE_URL: await createTestDatabase(t), AUTH_MODE: 'own', HOST: '127.0.0.1' }
  const service = await startService(t, env, { command: IN_JOURNAL, bundled: true })
  await service.logged(/nobody administers this service yet: "npm run cli -- pair" prints a code/)
  t.equal(await service.end('SIGTERM'), 0)
  t.notMatch(service.log.map(({ msg }) => msg).join('\n'), '/pair#')
})
