import { openContext } from '../cli/command-context.ts'
import { fillInventory } from '../cli/load-sample-data.ts'
import { migrateCommand } from '../cli/migrate.ts'
import { readSettings } from '../plugins/config/index.ts'
import { startService } from './start-service.ts'

/** Starts the service with its sample data, which is loaded when the inventory is empty. */
const context = await openContext(readSettings(), (line) => console.log(line))
try {
  await migrateCommand(context, { recreate: false, confirmed: false })
  const [inventory] = await context.connection.db.query<{ empty: boolean }>(
    'select not exists (select 1 from parts) and not exists (select 1 from boxes) as empty',
  )
  if (inventory?.empty) await fillInventory(context)
} finally {
  await context.connection.close()
}

const { host, port } = readSettings()
const base = `http://${host}:${port}`
console.log(`
API reference  ${base}/api/docs/swagger/
API            ${base}/api (for example ${base}/api/parts?limit=5)
Metrics        ${base}/metrics
Stop with Ctrl-C
`)
process.env.FASTIFY_LOG_LEVEL ??= 'warn'
await startService()
