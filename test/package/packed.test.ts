import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createTestDatabase } from '../support/test-database.ts'
import { buildPackages, createHostApp, type HostApp, pack } from './host-app.ts'

/** Compiling and installing take as long as the machine and the registry need; this is for what never ends. */
const PATIENCE_MS = 1_800_000

/** What a host already uses, other patch versions than the service is developed with. */
const HOST_VERSIONS = { fastify: '5.12.7', 'prom-client': '15.1.2' }

const bare = (name: string) => `
import Fastify from 'fastify'
import config from '${name}/config'
import httpMetrics from '${name}/http-metrics'
import lifecycle from '${name}/lifecycle'
import metricsPoller from '${name}/metrics-poller'
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

const BARE_ANSWERS = { answer: { shuttingDown: false }, counted: true, shutdowns: true }

const bareTypes = (name: string) => `
import Fastify from 'fastify'
import config, { readSettings, type Settings } from '${name}/config'
import httpMetrics, { type RequestObserver } from '${name}/http-metrics'
import lifecycle, { type ShutdownWaiter } from '${name}/lifecycle'
import metricsPoller, { type PollingCallback } from '${name}/metrics-poller'

const settings: Settings = readSettings()
const waiter: ShutdownWaiter = async (seconds) => seconds > 0
const callback: PollingCallback = async () => {}
const observer: RequestObserver = { ended: () => ({}), slow() {} }
const app = Fastify()
await app.register(config, { port: settings.port })
await app.register(httpMetrics, { slowRequestThresholdMs: 250 })
await app.register(lifecycle, { gracefulShutdownTimeoutSeconds: 5 })
await app.register(metricsPoller, { intervalSeconds: 15 })
app.observeRequests(observer)
app.lifecycle.addShutdownWaiter('mine', waiter)
app.registerForPolling('mine', callback)
`

/** The example of the README, whole. */
function readExample(): string {
  const section = readFileSync('README.md', 'utf8').split('## In another Fastify app')[1]
  return /```ts\n([\s\S]*?)```/.exec(section ?? '')?.[1] ?? ''
}

const TELL = `
import { register as ownRegister } from 'prom-client'
const { port } = app.server.address()
const read = async (path) => (await fetch('http://127.0.0.1:' + port + path)).text()
const scrape = await read('/metrics')
const types = JSON.parse(await read('/api/types'))
const own = await ownRegister.metrics()
const home = await read('/')
await app.close()
console.log(JSON.stringify({
  pages: home.includes('<div id="root"'),
  types: types.length,
  scraped: /^inventory_total_parts 0$/m.test(scrape),
  inOwnRegistry: /^inventory_total_parts 0$/m.test(own),
}))
`

function readVersion(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
}

function installBesideOwn(host: HostApp, tarball: string): void {
  const own = Object.entries(HOST_VERSIONS).map(([name, version]) => `${name}@${version}`)
  host.install(tarball, ...own, '@types/node@24')
}

t.setTimeout(PATIENCE_MS)

t.test(
  'the packages work in an app that has other patch versions of their peers',
  { timeout: PATIENCE_MS },
  async (t) => {
    for (const [name, version] of Object.entries(HOST_VERSIONS)) {
      t.not(readVersion(process.cwd(), name), version, `${name}: choose another version for the host`)
    }
    buildPackages()

    await t.test('the whole service', { timeout: PATIENCE_MS }, async (t) => {
      const host = await createHostApp(t)
      installBesideOwn(host, pack('.', host.folder))
      const files = host.filesOf('electronics-inventory')
      for (const name of Object.keys(HOST_VERSIONS)) {
        t.notOk(
          files.some((path) => path.startsWith(`node_modules/${name}/`)),
          `it brings no ${name} of its own`,
        )
      }
      t.ok(files.includes('LICENSE'))
      t.ok(files.includes('dist/web/index.html'), 'the pages are in it')
      t.notOk(
        files.some((path) => path.endsWith('.map')),
        'no maps without their sources',
      )

      host.write('bare.js', bare('electronics-inventory'))
      t.same(host.node('bare.js'), BARE_ANSWERS)

      const env = { DATABASE_URL: await createTestDatabase(t, { migrated: false }) }
      const example = readExample()
      // On a port that is free.
      host.write('example.js', example.replace('port: 3000', 'port: 0') + TELL)
      t.match(host.node('example.js', env), { types: Number, pages: true, scraped: true, inOwnRegistry: true })
      t.match(host.command('electronics-inventory', ['migrate'], env), /No pending migrations/, 'the example migrated')
      t.match(host.command('electronics-inventory', ['--help']), /Usage: electronics-inventory/)
      t.match(host.command('electronics-inventory', ['load-sample-data', '--yes-i-am-sure'], env), /Loaded catalogue/)

      host.write('example.ts', example)
      host.write('types.ts', bareTypes('electronics-inventory'))
      t.doesNotThrow(
        () => host.checkTypes('node', 'example.ts', 'types.ts'),
        'the example and the declarations of the plugins compile',
      )
    })

    await t.test('the light plugins alone', { timeout: PATIENCE_MS }, async (t) => {
      const host = await createHostApp(t)
      installBesideOwn(host, pack('packages/plugins', host.folder))
      t.ok(host.installedSize < 40, `${host.installedSize.toFixed(0)} MiB with Fastify and the types`)
      t.ok(host.filesOf('electronics-inventory-plugins').includes('LICENSE'))
      host.write('bare.js', bare('electronics-inventory-plugins'))
      t.same(host.node('bare.js'), BARE_ANSWERS)
      host.write('types.ts', bareTypes('electronics-inventory-plugins'))
      for (const resolution of ['node', 'bundler'] as const) {
        t.doesNotThrow(() => host.checkTypes(resolution, 'types.ts'), `declarations compile: ${resolution}`)
      }
    })
  },
)

t.test('nothing is packed that is not built', async (t) => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
  t.equal(read('package.json').scripts.prepack, 'npm run build')
  t.match(read('packages/plugins/package.json').scripts.prepack, 'npm run build')
  for (const path of ['tsconfig.build.json', 'packages/plugins/tsconfig.json']) {
    const { extends: checked, compilerOptions } = read(path)
    t.match(checked, /^(\.\.\/\.\.|\.)\/tsconfig\.json$/, `${path} has the types checked as elsewhere`)
    t.strictSame(
      compilerOptions,
      { noEmit: false, noEmitOnError: true, outDir: 'dist', rootDir: compilerOptions.rootDir, declaration: true },
      path,
    )
  }
})

t.test('both packages tell the same', async (t) => {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
  const [whole, light] = [read('package.json'), read('packages/plugins/package.json')]
  const names = ['version', 'license', 'engines', 'peerDependencies']
  for (const name of names) t.same(light[name], whole[name], name)
  for (const [name, version] of Object.entries(light.dependencies)) t.equal(version, whole.dependencies[name], name)
  t.equal(readFileSync('packages/plugins/LICENSE', 'utf8'), readFileSync('LICENSE', 'utf8'))
})
