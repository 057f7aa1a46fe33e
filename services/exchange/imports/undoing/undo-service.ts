import type { Database } from '../../../../plugins/database/database.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { newOperation } from '../../../stock/operations/operation.ts'
import type { UndoService } from '../../../stock/undo/undo-service.ts'
import { type Caller, demandState, type ImportService } from '../import-service.ts'
import type { ImportDto } from '../schemas.ts'
import { undoImport } from './import-effect.ts'

/** Takes imports back. */
export class ImportUndoService {
  readonly #db: Database
  readonly #imports: ImportService
  readonly #undo: UndoService
  readonly #parts: PartService

  constructor(given: { db: Database; imports: ImportService; undo: UndoService; parts: PartService }) {
    this.#db = given.db
    this.#imports = given.imports
    this.#undo = given.undo
    this.#parts = given.parts
  }

  /**
   * Undoes an import as a whole.
   *
   * @returns `done` false when a task goes on with it.
   * @throws DomainError 404; 409 when it is not committed, or something was built on it.
   */
  async undo(id: number, caller: Caller): Promise<{ done: boolean; import: ImportDto }> {
    const state = await this.#imports.state(this.#db, id)
    if (state.status === 'undone') return { done: true, import: await this.#imports.get(id) }
    if (state.status === 'undoing') return { done: false, import: await this.#imports.get(id) }
    demandState(state, ['committed'], 'undo the import')
    if (state.operation_id === null) {
      // It has written nothing.
      await this.#db.transaction(async (unit) => {
        const locked = await this.#imports.lock(unit, id)
        if (locked.status === 'committed') await undoImport(unit, id, { parts: this.#parts, left: [] })
      })
      return { done: true, import: await this.#imports.get(id) }
    }
    const operation = newOperation({ reason: 'undo', author: caller.author })
    try {
      const task = await this.#undo.undoInTask(state.operation_id, operation)
      if (task === null) await this.#undo.undo(state.operation_id, operation)
    } catch (error) {
      // Somebody else may have undone it since its state was read.
      const { status } = await this.#imports.state(this.#db, id)
      if (status !== 'undone' && status !== 'undoing') throw error
    }
    const found = await this.#imports.get(id)
    return { done: found.status === 'undone', import: found }
  }
}
