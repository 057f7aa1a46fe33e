import fp from 'fastify-plugin'
import { repeat } from '../../../plugins/repeat.ts'
import { ImportReader } from '../reading/import-reader.ts'
import { CommitStage, IMPORT_EFFECT } from './commit-stage.ts'
import { ImportService } from './import-service.ts'
import { MappingService } from './mapping-service.ts'
import { IMPORTS_OPEN } from './metrics.ts'
import { ReadStage } from './read-stage.ts'
import { ImportRowService } from './row-service.ts'
import { Sessions } from './sessions/sessions.ts'
import { deleteOldImports, releaseOrphans } from './stale-imports.ts'
import { FORGET_AUTHOR, FORGET_CREATOR, OPEN_IMPORTS } from './statements.ts'
import { importEffect } from './undoing/import-effect.ts'
import { orderAgain } from './undoing/order-again.ts'
import { ImportUndoService } from './undoing/undo-service.ts'
import { UndoStage } from './undoing/undo-stage.ts'

declare module 'fastify' {
  interface FastifyInstance {
    imports: ImportService
    importRows: ImportRowService
    importMappings: MappingService
    importReader: ImportReader
    importUndo: ImportUndoService
  }
}

const OPEN = ['reading', 'proposed', 'committing', 'undoing'] as const
const ORPHAN_SECONDS = 15
const RETENTION_SECONDS = 3600

/** Files of other tools and shops: read, proposed, and written into the inventory. */
export default fp(
  async (app) => {
    const { config, db, blobs, tasks, log } = app
    const mappings = new MappingService(db)
    const reader = new ImportReader({ timeoutSeconds: config.importTimeoutSeconds, memoryMb: config.importMemoryMb })
    const sessions = new Sessions(config.importPlanningMemoryMb)
    const imports = new ImportService({ db, blobs, tasks, mappings })
    app.decorate('importMappings', mappings)
    app.decorate('importReader', reader)
    app.decorate('imports', imports)
    app.decorate(
      'importRows',
      new ImportRowService({ db, imports, parts: app.parts, sessions, search: app.partSearch }),
    )
    tasks.register(new ReadStage({ db, blobs, reader, mappings, sessions }))
    tasks.register(new CommitStage({ db, receipts: app.receipts, parts: app.parts, sessions }))
    tasks.register(new UndoStage(db, app.undo))
    app.decorate('importUndo', new ImportUndoService({ db, imports, undo: app.undo, parts: app.parts }))
    app.people.onForget(async (unit, { subject, name, since }) => {
      await unit.query(FORGET_CREATOR, [subject, name, since])
      // Who is not active any more begins no task.
      if (since === null) await unit.query(FORGET_AUTHOR, [subject, name])
    })
    app.operationEffects.onDoingAgain(orderAgain)
    app.operationEffects.register(IMPORT_EFFECT, importEffect({ parts: app.parts, tasks }))

    const orphans = repeat(ORPHAN_SECONDS, () => releaseOrphans(db), { tellsChanges: true })
    const retention = repeat(RETENTION_SECONDS, async () => {
      await deleteOldImports(db, blobs, config.importRetentionDays)
    })
    app.addHook('onReady', () =>
      app.schema.startWith(() => {
        orphans.start((err) => log.warn({ err }, 'imports without a task could not be looked for'))
        retention.start((err) => log.warn({ err }, 'old imports were not deleted'))
      }),
    )
    app.registerForPolling(
      'imports',
      async () => {
        const counts = new Map((await db.query(OPEN_IMPORTS)).map(({ status, count }) => [status, count]))
        for (const status of OPEN) IMPORTS_OPEN.set({ status }, counts.get(status) ?? 0)
      },
      { gauges: [IMPORTS_OPEN] },
    )
    app.addHook('onClose', async () => {
      await Promise.all([orphans.stop(), retention.stop()])
    })
  },
  {
    name: 'imports',
    fastify: '5.x',
    dependencies: [
      'config',
      'database',
      'blob-storage',
      'people',
      'tasks',
      'parts',
      'receipts',
      'operations',
      'undo',
      'metrics-poller',
      'part-search',
    ],
  },
)
