import t from 'tap'
import { startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('a process that has nothing to do gives the memory of its start back', async (t) => {
  const env = { DATABASE_URL: await createTestDatabase(t), DATA_DIR: t.testdir(), FASTIFY_LOG_LEVEL: 'debug' }
  const service = await startService(t, env)
  const { megabytesBefore, megabytes } = await service.logged('memory of the start given back')
  t.ok(Number(megabytes) < Number(megabytesBefore), `${megabytesBefore} MB, then ${megabytes} MB`)
  t.equal((await fetch(`${service.url}/health/readyz`)).status, 200, 'it works on')
  t.equal(await service.end('SIGTERM'), 0)
})
