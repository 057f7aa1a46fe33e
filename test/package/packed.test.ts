import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createTestDatabase } from '../support/test-database.ts'

const BARE = `
import Fastify from 'fastify'
import config from 'electronics-inventory/config'
import httpMetrics from 'electronics-inventory/http-metrics'
import lifecycle from 'electronics-inventory/lifecycle'
import metricsPoller from 'electronics-inventory/metrics-poller'
import { register } from 'prom-client'

const app = Fastify()
await app.register(httpMetrics)
await app.register(config, { env: {}, metricsUpdateInterval: 7 })
await app.register(lifecycle, { gracefulShutdownTimeoutSeconds: 5 })
await app.register(metricsPoller, { intervalSeconds: app.config.metricsUpdateInterval })
const polled = new Promise((resolve) => app.registerForPolling('mine', resolve))
app.get('/', async () => ({ shuttingDown: app.lifecycle.isShuttingDown }))
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const answer = await (await fetch(url)).json()
await polled
await app.close()
const text = await register.metrics()
console.log(JSON.stringify({
  answer,
  counted: /http_request_duration_seconds_count\\{method="GET",endpoint="\\/",status="200"\\} 1/.test(text),
  shutdowns: /graceful_shutdown_duration_seconds_count 1/.test(text),
}))
`

const WHOLE = `
import Fastify from 'fastify'
import inventory, { options } from 'electronics-inventory'

const app = Fastify(options)
app.get('/mine', async () => 'mine')
await app.register(inventory, { settings: { databaseUrl: process.argv[2], migrateOnStart: true } })
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const read = async (path) => (await fetch(url + path)).text()
const scrape = await read('/metrics')
const types = JSON.parse(await read('/api/types'))
const mine = await read('/mine')
await app.close()
console.log(JSON.stringify({ mine, types: types.length, parts: /^inventory_total_parts 0$/m.test(scrape) }))
`

t.test('the packed package works in an app that installs it', { timeout: 180_000 }, async (t) => {
  // Outside the checkout, so that nothing is found in its node_modules.
  const scratch = await mkdtemp(join(tmpdir(), 'inventory-package-'))
  t.teardown(() => rm(scratch, { recursive: true, force: true }))
  writeFileSync(join(scratch, 'package.json'), JSON.stringify({ name: 'scratch', private: true, type: 'module' }))
  writeFileSync(join(scratch, 'bare.js'), BARE)
  writeFileSync(join(scratch, 'whole.js'), WHOLE)
  // tap's own runner has every process that is started load its hooks, which the compiler cannot stand.
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync('sh', ['-c', 'unset NODE_OPTIONS; exec "$@"', 'sh', command, ...args], { cwd, encoding: 'utf8' })
  run(process.execPath, ['scripts/build.ts'], process.cwd())
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], process.cwd())
  const [tarball] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'))
  run(
    'npm',
    ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`, '@types/node@24'],
    scratch,
  )

  const lastLine = (output: string) => JSON.parse(output.trim().split('\n').at(-1) ?? '')
  t.same(lastLine(run(process.execPath, ['bare.js'], scratch)), {
    answer: { shuttingDown: false },
    counted: true,
    shutdowns: true,
  })
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const whole = lastLine(run(process.execPath, ['whole.js', databaseUrl], scratch))
  t.match(whole, { mine: 'mine', parts: true })
  t.ok(whole.types >= 90, 'the predefined types are in the package')

  writeFileSync(
    join(scratch, 'types.ts'),
    `import Fastify from 'fastify'
import lifecycle from 'electronics-inventory/lifecycle'
import inventory, { type AppOptions } from 'electronics-inventory'
const app = Fastify()
await app.register(lifecycle, { gracefulShutdownTimeoutSeconds: 5 })
app.lifecycle.addShutdownWaiter('mine', async (seconds: number) => seconds > 0)
const options: AppOptions = { settings: { port: 3001 } }
await app.register(inventory, options)
`,
  )
  const tsc = join(process.cwd(), 'node_modules/.bin/tsc')
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
    '--types',
    'node',
  ]
  t.doesNotThrow(() => run(tsc, [...flags, 'types.ts'], scratch), 'its declarations are usable')
})
