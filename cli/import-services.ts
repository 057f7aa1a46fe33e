import { randomUUID } from 'node:crypto'
import { openBlobStore } from '../plugins/blob-storage/open-blob-store.ts'
import type { UnitOfWork } from '../plugins/database/database.ts'
import { PartService } from '../services/catalogue/parts/part-service.ts'
import { CommitStage, IMPORT_EFFECT } from '../services/exchange/imports/commit-stage.ts'
import { ImportService } from '../services/exchange/imports/import-service.ts'
import { MappingService } from '../services/exchange/imports/mapping-service.ts'
import { ReadStage } from '../services/exchange/imports/read-stage.ts'
import { ImportRowService } from '../services/exchange/imports/row-service.ts'
import { Sessions } from '../services/exchange/imports/sessions/sessions.ts'
import { importEffect } from '../services/exchange/imports/undoing/import-effect.ts'
import { ImportUndoService } from '../services/exchange/imports/undoing/undo-service.ts'
import { ImportReader } from '../services/exchange/reading/import-reader.ts'
import { usedPartGuard } from '../services/kits/kits/used-part-guard.ts'
import { orderedPartGuard } from '../services/shopping/shopping-lists/deletion-guards.ts'
import { retiredLedger } from '../services/stock/inventory/retired-ledger.ts'
import { stockedPartGuard } from '../services/stock/inventory/stocked-part-guard.ts'
import { Effects } from '../services/stock/operations/effects.ts'
import { ReceiptService } from '../services/stock/receipts/receipt-service.ts'
import { OperationLog } from '../services/stock/undo/operation-log.ts'
import { UndoService } from '../services/stock/undo/undo-service.ts'
import type { Task, TaskContext } from '../services/work/tasks/task.ts'
import type { CommandContext } from './command-context.ts'

/** Told of what is being done, and how far it is, from 0 to 1. */
export type OnProgress = (text: string, value: number) => void

/** The services that import files, in this process and without the queue of tasks. */
export async function openImportServices({ settings, connection: { db } }: CommandContext, onProgress: OnProgress) {
  const blobs = await openBlobStore(settings)
  await blobs.prepare()
  const parts = new PartService(db, settings.sellerIconSource)
  for (const guard of [stockedPartGuard, usedPartGuard, orderedPartGuard]) parts.deletionGuards.add(guard)
  parts.retirement.addStep(retiredLedger)
  const mappings = new MappingService(db)
  const reader = new ImportReader({ timeoutSeconds: settings.importTimeoutSeconds, memoryMb: settings.importMemoryMb })
  const sessions = new Sessions(settings.importPlanningMemoryMb)
  // What would start a task only notes what to do: the command does it itself.
  const started: { params: Record<string, unknown>; taskId: string }[] = []
  const tasks = {
    startTask: async (_name: string, { params = {} }: { params?: Record<string, unknown> } = {}) => {
      const taskId = randomUUID()
      started.push({ params, taskId })
      return { task_id: taskId, status: 'pending' as const }
    },
    cancelTask: async () => false,
  }
  const imports = new ImportService({ db, blobs, tasks, mappings })
  const effects = new Effects()
  // Whatever its size, an import is undone at once.
  const { inTask: _, ...effect } = importEffect({ parts, tasks })
  effects.register(IMPORT_EFFECT, effect)
  const undo = new UndoService(db, new OperationLog(db, effects), effects)

  async function run(stage: Task, say: OnProgress): Promise<void> {
    const next = started.pop()
    if (next === undefined) throw new Error('nothing was started')
    const progress: TaskContext['progress'] = {
      sendProgressText: (text) => say(text, 0),
      sendProgressValue: (value) => say('', value),
      sendProgress: say,
    }
    await stage.execute(next.params, {
      progress,
      signal: new AbortController().signal,
      complete: <Result extends object>(work: (unit: UnitOfWork) => Promise<Result>) => db.transaction(work),
      taskId: next.taskId,
    })
  }

  // The task says of the proposal, too, that it is written; here that would be taken for the inventory.
  const sayReading: OnProgress = (text, value) => onProgress(text === 'Writing' ? 'Storing the proposal' : text, value)

  return {
    imports,
    mappings,
    rows: new ImportRowService({ db, imports, parts, sessions }),
    undo: new ImportUndoService({ db, imports, undo, parts }),
    read: () => run(new ReadStage({ db, blobs, reader, mappings, sessions }), sayReading),
    commit: () => run(new CommitStage({ db, receipts: new ReceiptService(db, parts), parts, sessions }), onProgress),
    close: () => blobs.close(),
  }
}
