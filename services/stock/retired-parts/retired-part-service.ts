import type { Database } from '../../../plugins/database/database.ts'
import { unlessReferencesGo } from '../../../plugins/database/lost-race.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { newOperation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { deletionEffect } from './deletion-detail.ts'
import { DELETION_OF_PART } from './statements.ts'

type RestoredPart = Awaited<ReturnType<PartService['restore']>>

/** Deletes parts and brings them back, as operations that can be undone. */
export class RetiredPartService {
  readonly #db: Database
  readonly #parts: PartService

  constructor(db: Database, parts: PartService) {
    this.#db = db
    this.#parts = parts
  }

  /**
   * Deletes a part. Its ledger, its documents and links are kept, and its key is never given again.
   *
   * @param options `precondition` of the part.
   * @throws DomainError 404 for an unknown key; 409 while the part is in stock, in a kit or ordered; StaleVersionError.
   */
  async delete(
    key: string,
    {
      operation = newOperation({ reason: 'delete' }),
      precondition = null,
    }: { operation?: ReturnType<typeof newOperation>; precondition?: Precondition | null } = {},
  ): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const partId = await this.#parts.delete(key, precondition)
      const effect = operation.effect ?? deletionEffect('delete', key)
      await recordOperation(unit, { ...operation, effect }, [partId])
    })
  }

  /**
   * Brings a deleted part back under its key, with its ledger, documents and links.
   *
   * @throws DomainError 404 for a key that is not one of a deleted part, 409 for a part that was merged into another.
   */
  async restore(key: string, operation = newOperation({ reason: 'restore' })): Promise<RestoredPart> {
    return this.#db.transaction(async (unit) => {
      const part = await unlessReferencesGo(`restore part ${key}`, () => this.#parts.restore(key))
      // Undone so, the deletion cannot be undone another time.
      const [deletion] = await unit.query(DELETION_OF_PART, [part.id])
      const effect = operation.effect ?? deletionEffect('restore', key)
      const undoes = operation.undoes ?? deletion?.id ?? null
      await recordOperation(unit, { ...operation, effect, undoes }, [part.id])
      return part
    })
  }
}
