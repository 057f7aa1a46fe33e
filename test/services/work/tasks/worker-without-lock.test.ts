import t from 'tap'
import { DEFAULT_LIMITS } from '../../../../plugins/database/limits.ts'
import { OpenConnections } from '../../../../plugins/database/open-connections.ts'
import { makeClient, openConnection } from '../../../../plugins/database/single-connection.ts'
import { StatementNaming } from '../../../../plugins/database/statement-naming.ts'
import { TaskWorker } from '../../../../services/work/tasks/task-worker.ts'
import { createTestDatabase } from '../../../support/test-database.ts'

t.test('a worker whose lock cannot be taken ends, though its workers wait for that lock', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const session = { databaseUrl, poolTimeoutSeconds: 10, limits: DEFAULT_LIMITS }
  const refused = Promise.withResolvers<void>()
  const ran: string[] = []
  const worker = new TaskWorker({
    ...session,
    naming: new StatementNaming(true),
    connections: new OpenConnections({ makeClient: () => makeClient(databaseUrl, 'test') }),
    concurrency: 2,
    runTask: async (_task, taskId) => void ran.push(taskId),
    onLost: async () => {},
    log: {
      error() {},
      info() {},
      debug() {},
      warn(...said: unknown[]) {
        if (said.some((part) => /has no lock/.test(String(part)))) refused.resolve()
      },
    },
  })
  const connection = await openConnection({ ...session, applicationName: 'test' })
  await worker.holdLockOn(connection)
  // The server's answer to the lock is lost with the connection, and nobody has noticed that yet.
  Reflect.set(connection, 'query', async () => {
    throw new Error('Connection terminated')
  })
  worker.start([{ name: 'any', execute: async () => ({}) }])
  await refused.promise
  await worker.close(1000)
  t.same(ran, [], 'without the lock it has taken no job')
  await connection.end()
})
