import { execFile } from 'node:child_process'
import t from 'tap'
import { showLinks } from '../../services/access/pairing/show-link.ts'
import { DEVICE_COOKIE } from '../support/own-sign-in.ts'
import { readTerminalCode } from '../support/read-terminal-code.ts'
import { type LaunchedService, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command as `npm run cli -- …` does. */
function run(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env
  const own = { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', ...env }
  return new Promise((resolve) => {
    execFile(process.execPath, ['cli/main.ts', ...args], { env: own }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

/** What a service or command has printed beside its log. */
function printed({ log }: LaunchedService): string {
  return log
    .filter(({ level }) => level === 0)
    .map(({ msg }) => msg)
    .join('\n')
}

/** What the answers of pairing have, as far as the tests read it. */
interface Pairing {
  id: number
  link: string
  wait_token: string
  match_number: number
}

async function redeem(url: string, code: string, fields: object = {}) {
  const response = await fetch(`${url}/api/pairing/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, device_name: 'Phone', ...fields }),
  })
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(DEVICE_COOKIE))
  return { status: response.status, cookie: cookie?.split(';')[0] ?? '', body: (await response.json()) as Pairing }
}

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
  const first = await redeem(service.url, link ?? '', { person_name: 'Ada' })
  t.equal(first.status, 201)
  const self = await fetch(`${service.url}/api/auth/self`, { headers: { cookie: first.cookie } })
  t.match(await self.json(), { name: 'Ada', roles: ['admin', 'editor', 'reader'] })

  // The service runs, and owns its embedded database.
  const again = await run(env, 'pair')
  t.equal(again.code, 0, again.stderr)
  const printedAgain = (await readTerminalCode(again.stdout)) ?? ''
  t.equal(new URL(printedAgain).port, new URL(service.url).port, 'the command knows where the service listens')
  const back = await redeem(service.url, printedAgain)
  t.match(back, { status: 201, body: { person: { name: 'Ada' } } })
  const rosa = await run(env, 'pair', '--name', 'Rosa', '--role', 'reader')
  t.match(again.stdout, 'For a device of Ada, who has the role admin.')
  t.match(rosa.stdout, 'For Rosa, a new person with the role reader.')
  t.match(await redeem(service.url, (await readTerminalCode(rosa.stdout)) ?? ''), {
    status: 201,
    body: { person: { name: 'Rosa', role: 'reader' } },
  })
  for (const [args, code, message] of [
    [['--name', 'Rosa', '--role', 'admin'], 1, /exists with the role reader/],
    [['--role', 'wizard'], 2, /--role takes one of/],
    [['--role', 'reader'], 1, /^Whose device is it\? The administrator is\n {2}--name Ada\n.*: Rosa \(reader\)\./],
    [['--name', 'Aad'], 1, /Nobody has the name Aad\. There are Ada \(admin\), Rosa \(reader\)\. .*--role/],
  ] as const) {
    const refused = await run(env, 'pair', ...args)
    t.equal(refused.code, code, args.join(' '))
    t.match(refused.stderr, message)
  }

  const ann = await run(env, 'pair', '--name', "Ann O'Neil", '--role', 'admin')
  await redeem(service.url, (await readTerminalCode(ann.stdout)) ?? '')
  const unclear = await run(env, 'pair')
  t.equal(unclear.code, 1)
  t.match(unclear.stderr, "Whose device is it? The administrators are\n  --name Ada\n  --name 'Ann O'\\''Neil'\n")
  t.notMatch(unclear.stderr, 'Usage:')

  const made = await run(env, 'create-token', '--name', 'KiCad', '--role', 'reader', '--scope', 'kicad')
  t.equal(made.code, 0, made.stderr)
  const token = made.stdout.trim().split('\n').at(-1)
  const byToken = await fetch(`${service.url}/api/auth/self`, { headers: { authorization: `Token ${token}` } })
  t.match(await byToken.json(), { subject: 'command-line', name: 'Command line (token KiCad)', roles: ['reader'] })
  t.equal((await run(env, 'create-token', '--name', 'x', '--role', 'reader', '--scope', 'everything')).code, 2)
  t.equal((await run({ ...env, AUTH_MODE: 'open' }, 'pair')).code, 1)

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
  const { cookie } = await redeem(service.url, (await readTerminalCode(printed(service))) ?? '')
  const post = async (url: string, body: object = {}) => {
    const headers = { 'content-type': 'application/json', cookie }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Pairing
  }
  const code = await post(`${service.url}/api/pairing-codes`)
  const sent = await redeem(service.url, code.link)
  await post(`${service.url}/api/pairing-codes/${code.id}/approve`, { match_number: sent.body.match_number })
  await service.end('SIGKILL')

  const next = await startService(t, env)
  t.equal((await redeem(next.url, code.link)).status, 404, 'the code is used up')
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
  const service = await startService(t, env, { command: IN_JOURNAL })
  await service.logged(/nobody administers this service yet: "npm run cli -- pair" prints a code/)
  t.equal(await service.end('SIGTERM'), 0)
  t.notMatch(service.log.map(({ msg }) => msg).join('\n'), '/pair#')
})
