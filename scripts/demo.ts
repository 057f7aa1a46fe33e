import { openContext } from '../cli/command-context.ts'
import { fillInventory } from '../cli/load-sample-data.ts'
import { migrateCommand } from '../cli/migrate.ts'
import { Refusal } from '../cli/refusal.ts'
import { addFailingImport, addSampleImport } from '../cli/sample-import.ts'
import { untilReady } from '../plugins/addresses.ts'
import type { Settings } from '../plugins/config/index.ts'
import { StartError } from '../plugins/start-error.ts'
import { startService } from './service/start-service.ts'
import { ensurePages } from './web/ensure-pages.ts'

let isNew = false

/** Loads the sample data when the inventory is empty. */
async function prepare(settings: Settings): Promise<void> {
  if (settings.webRoot === null && !ensurePages()) {
    throw new StartError('The pages could not be built; WEB_ROOT=none starts without them')
  }
  const context = await openContext(settings, (line) => console.log(line)).catch((error) => {
    throw error instanceof Refusal ? new StartError(error.message) : error
  })
  try {
    await migrateCommand(context, { recreate: false, confirmed: false })
    const [inventory] = await context.connection.db.query<{ empty: boolean }>(
      'select not exists (select 1 from parts) and not exists (select 1 from boxes) as empty',
    )
    if (inventory?.empty) {
      await fillInventory(context)
      await addSampleImport(context)
      isNew = true
    }
  } finally {
    await context.connection.close()
  }
}

// What failed is there to be seen: it is not forgotten as soon as elsewhere.
process.env.TASK_CLEANUP_INTERVAL_SECONDS ??= '86400'

/** Starts the service with its sample data, and says where it is once it is ready. */
const instance = await startService({ logLevel: 'warn', prepare })
if (await untilReady(instance, () => {})) {
  // Through the queue of the service: a task that has failed shows how that looks.
  if (isNew) await addFailingImport(instance.imports)
  const { host, port } = instance.config
  const base = `http://${host}:${port}`
  console.log(`
Pages          ${base}/
API reference  ${base}/api/docs/swagger/
API            ${base}/api (for example ${base}/api/parts?limit=5)
Metrics        ${base}/metrics
Stop with Ctrl-C
`)
}
