import { migrate } from '../plugins/database/migrations.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { generateParts } from '../services/sample-data/generate-parts.ts'
import { assertDestructiveAllowed, type CommandContext } from './command-context.ts'

/** Adds generated parts to whatever the database holds. */
export async function generate({ settings, connection, say }: CommandContext, parts: number): Promise<void> {
  assertDestructiveAllowed(settings, 'generate')
  const { orm, pool, db } = connection
  await migrate(orm, pool, (name) => say(`Applied ${name}`))
  await syncPredefinedTypes(db)
  const started = performance.now()
  await generateParts(db, parts, (done) => {
    const seconds = (performance.now() - started) / 1000
    say(`${done} of ${parts} parts (${Math.round((done / parts) * 100)} %, ${seconds.toFixed(0)} s)`)
  })
}
