import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { launchService, startService } from '../support/service-process.ts'

const FASTIFY = 'node_modules/.bin/fastify'

/** The command that the pages give for fastify-cli, for this address and port. */
async function documentedCommand(page: string): Promise<string[]> {
  const [, command = ''] = /`(fastify start -[^`]*app\.ts)`/.exec(await readFile(page, 'utf8')) ?? []
  return command
    .replace('<ms>', '630000')
    .replace('<address>', '127.0.0.1')
    .split(' ')
    .map((word) => (word === 'fastify' ? FASTIFY : word))
}

t.test('fastify start, as the pages give it, logs, listens and ends in order', async (t) => {
  for (const page of ['docs/operating.md', 'README.md']) {
    const dataDir = t.testdir()
    const service = await startService(t, { DATA_DIR: dataDir }, { command: await documentedCommand(page) })
    await service.logged(/^ready: API at/)
    t.equal(await service.end('SIGTERM'), 0)
    t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
    t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')))
  }
})

t.test('a start that fails leaves no server there either', async (t) => {
  const dataDir = t.testdir()
  const command = [FASTIFY, 'start', '-o', '-a', '192.0.2.1', 'app.ts']
  const service = await launchService(t, { DATA_DIR: dataDir }, { command })
  t.equal(await service.exited, 1)
  while (existsSync(join(dataDir, 'postgres/postmaster.pid'))) await new Promise(setImmediate)
})
