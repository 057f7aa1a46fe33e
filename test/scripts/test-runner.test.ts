import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import pg from 'pg'
import t from 'tap'
import { SERVER_VARIABLE } from '../support/running-server.ts'

/** A test file that fails, tells what it uses, and then goes on for ever with a server in a process of its own. */
const ENDLESS = `
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
const SERVER = "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))"
t.test('outer', async (t) => {
  const child = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(child.stdout, 'data')
  t.fail(\`broken \${String(port).trim()} \${process.env.TEST_POSTGRES_URL}\`)
  await once(child, 'exit')
})
`

/** A test file that fails the first time, and tells the second time whether its neighbour still ran. */
const UNSTEADY = `
import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
const runs = join(import.meta.dirname, 'runs')
const isFirst = !existsSync(runs)
appendFileSync(runs, isFirst ? 'first' : existsSync(join(import.meta.dirname, 'neighbour-ended')) ? ',alone' : ',beside')
t.pass('fine')
t.ok(!isFirst, 'unsteady')
`

/** A test file that runs until its neighbour has failed. */
const NEIGHBOUR = `
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
t.teardown(() => writeFileSync(join(import.meta.dirname, 'neighbour-ended'), ''))
while (!existsSync(join(import.meta.dirname, 'runs'))) await setTimeout(10)
t.pass('fine')
`

async function isRefused(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const refused = once(socket, 'connect').then(
    () => false,
    () => true,
  )
  return refused.finally(() => socket.destroy())
}

/** What the runner finds in its environment: nothing of this test's own server. */
function environment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/tests' }
}

/** Starts the runner on these files. */
function start(files: string[]) {
  return spawn(process.execPath, ['scripts/test.ts', ...files], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
}

t.test(
  'a failure is printed as it happens, and Ctrl-C ends the files, what they started, and the server',
  async (t) => {
    const folder = t.testdir({ 'endless.test.ts': ENDLESS })
    const runner = start([join(folder, 'endless.test.ts')])
    t.teardown(() => runner.kill('SIGKILL'))
    const exited = once(runner, 'exit')
    const failure = await new Promise<string>((resolve) => {
      createInterface(runner.stdout).on('line', (line) => {
        if (line.startsWith('NOT OK')) resolve(line)
      })
    })
    const [, port = '', databaseUrl = ''] = /broken (\d+) (postgresql:\S+)/.exec(failure) ?? []
    t.match(failure, /endless\.test\.ts/)
    t.equal(await isRefused(Number(port)), false)
    process.kill(-(runner.pid ?? Number.NaN), 'SIGINT')
    const [code] = await exited
    t.equal(code, 1)
    t.equal(await isRefused(Number(port)), true)
    await t.rejects(new pg.Client({ connectionString: databaseUrl }).connect(), { code: 'ECONNREFUSED' })
  },
)

/** Runs the runner on files of the folder until it ends, on the server of this test where it has one. */
async function run(folder: string, ...names: string[]): Promise<{ code: number; stdout: string }> {
  const files = names.map((name) => join(folder, name))
  const { [SERVER_VARIABLE]: server } = process.env
  const env = { ...environment(), ...(server && { [SERVER_VARIABLE]: server }) }
  return promisify(execFile)(process.execPath, ['scripts/test.ts', ...files], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  )
}

t.test('what it finds is its exit code, and its last line', async (t) => {
  const folder = t.testdir({
    'good.test.ts': `import t from 'tap'\nt.pass('fine')`,
    'bad.test.ts': `import t from 'tap'\nt.pass('fine')\nt.fail('broken')`,
    'crash.test.ts': `throw new Error('crashed')`,
  })
  t.match(await run(folder, 'good.test.ts'), { code: 0, stdout: /\n1 passed, 0 failed\n$/ })
  const { code, stdout } = await run(folder, 'good.test.ts', 'bad.test.ts', 'crash.test.ts')
  t.equal(code, 1)
  t.match(stdout, /\n2 passed, 2 failed\n$/, 'what failed twice counts once')
  t.match(stdout, /NOT OK {2}\S+bad\.test\.ts {2}broken/)
  t.match(stdout, /Error: crashed/)
  t.match(stdout, /\nalone {2}\S+bad\.test\.ts {2}1 FAILED/)
  t.notMatch(stdout, /UNSTEADY/)
})

t.test('a file that passes alone afterwards is unsteady: it passes, and is named with what failed', async (t) => {
  const folder = t.testdir({ 'unsteady.test.ts': UNSTEADY, 'neighbour.test.ts': NEIGHBOUR })
  const { code, stdout } = await run(folder, 'unsteady.test.ts', 'neighbour.test.ts')
  t.equal(code, 0)
  t.equal(readFileSync(join(folder, 'runs'), 'utf8'), 'first,alone')
  t.match(stdout, /NOT OK {2}\S+unsteady\.test\.ts {2}unsteady/)
  t.match(stdout, /\nUNSTEADY {2}\S+unsteady\.test\.ts .*\n {2}unsteady\n/)
  t.match(stdout, /\n3 passed, 0 failed\n$/)
})

t.test('a file that ran alone is not run again', async (t) => {
  const folder = t.testdir({ 'unsteady.test.ts': UNSTEADY })
  const { code, stdout } = await run(folder, 'unsteady.test.ts')
  t.equal(code, 1)
  t.match(stdout, /\n1 passed, 1 failed\n$/)
  t.equal(readFileSync(join(folder, 'runs'), 'utf8'), 'first')
})
