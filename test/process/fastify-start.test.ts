import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { launchService, startService } from '../support/service-process.ts'
import { until } from '../support/until.ts'
import { endAtWork } from '../support/work-at-the-end.ts'

const FASTIFY = 'node_modules/.bin/fastify'

/** Resolves when the embedded server has ended: one that the end of the process has told to takes a moment. */
async function serverEnded(dataDir: string): Promise<void> {
  await until(() => !existsSync(join(dataDir, 'postgres/postmaster.pid')))
}

/** The command that a page gives for fastify-cli, for this address. */
async function documentedCommand(page: string): Promise<string[]> {
  const [, command = ''] = /`(fastify start -[^`]*app\.ts)`/.exec(await readFile(page, 'utf8')) ?? []
  return command
    .replace('<address>', '127.0.0.1')
    .split(' ')
    .map((word) => (word === 'fastify' ? FASTIFY : word))
}

t.test('fastify start, as the pages give it, logs, listens and ends in order', async (t) => {
  const command = await documentedCommand('docs/operating.md')
  t.same(await documentedCommand('README.md'), command, 'both pages give the same command')
  const dataDir = await readyDataFolder(t)
  const service = await startService(t, { DATA_DIR: dataDir }, { command, bundled: true })
  await service.logged(/^ready: API at/)
  t.equal(await service.end('SIGTERM'), 0)
  t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')))
})

t.test('work is waited for there, whatever signals come', async (t) => {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGHUP']
  await endAtWork(t, { command: await documentedCommand('docs/operating.md'), bundled: true }, ({ child }) => {
    child.kill('SIGINT')
    child.kill(signals.pop())
  })
})

t.test('a signal in the middle of a start ends it and leaves no server', async (t) => {
  const dataDir = await readyDataFolder(t)
  const command = await documentedCommand('docs/operating.md')
  const service = await launchService(t, { DATA_DIR: dataDir }, { command, bundled: true })
  await until(() => existsSync(join(dataDir, 'postgres/postmaster.pid')))
  t.equal(await service.end('SIGTERM'), 0)
  await serverEnded(dataDir)
})

t.test('a start that fails says why in plain words, shows no stack and leaves no server', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  t.teardown(() => other.close())
  const address = other.address()
  const taken = typeof address === 'object' ? String(address?.port) : ''
  const cases: [Record<string, string>, RegExp][] = [
    // The first fails when everything else has been started, the other before.
    [{ PORT: taken }, /^The service cannot start\. Port \d+ of 127\.0\.0\.1 is in use\./],
    [{ DB_POOL_SIZE: 'many' }, /^The service cannot start\. .*\n?.*DB_POOL_SIZE/],
  ]
  for (const [env, words] of cases) {
    const dataDir = await readyDataFolder(t)
    const command = [FASTIFY, 'start', '-o', '-a', '127.0.0.1', 'app.ts']
    const service = await launchService(t, { DATA_DIR: dataDir, ...env }, { command, bundled: true })
    t.equal(await service.exited, 1)
    const said = service.log.filter(({ level }) => level === 0).map(({ msg }) => msg)
    t.match(said.join('\n'), words)
    t.notMatch(said.join('\n'), /^\s+at /m, 'no stack')
    await serverEnded(dataDir)
  }
})
