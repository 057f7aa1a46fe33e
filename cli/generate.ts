import { openBlobStore } from '../plugins/blob-storage/open-blob-store.ts'
import { migrate } from '../plugins/database/migrations.ts'
import { DocumentRebuilder } from '../services/catalogue/search-documents/rebuilder.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { DashboardService } from '../services/overviews/dashboard/dashboard-service.ts'
import { generateParts } from '../services/sample-data/generate-parts.ts'
import { assertDestructiveAllowed, type CommandContext } from './command-context.ts'

/** Counting everything takes as long as there is much of it. */
const LIMITS = { statementSeconds: 3600, lockSeconds: 60 }

/** Adds generated parts, with everything that people have beside them, to whatever the database holds. */
export async function generate({ settings, connection, say }: CommandContext, parts: number): Promise<void> {
  assertDestructiveAllowed(settings, 'generate')
  const { orm, pool, db } = connection
  await migrate(orm, pool, (name) => say(`Applied ${name}`))
  await syncPredefinedTypes(db)
  const started = performance.now()
  const blobs = await openBlobStore(settings)
  try {
    await blobs.prepare()
    await generateParts(db, parts, {
      blobs,
      onProgress({ what, done, total }) {
        const seconds = (performance.now() - started) / 1000
        say(`${done} of ${total} ${what} (${Math.round((done / total) * 100)} %, ${seconds.toFixed(0)} s)`)
      },
    })
  } finally {
    await blobs.close()
  }
  // Else nothing of it could be found until a service has run for a while.
  await new DocumentRebuilder(db).start()
  say('Search: documents written')
  await db.withLimits(LIMITS, () => new DashboardService(db).keepFigures())
}
