import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { lockOutSweeps } from '../../documents/documents/content-lock.ts'
import type { KeptTable } from './kept-table.ts'
import type { LeftOut } from './left-out.ts'
import {
  DELETE_RETIRED_PART,
  LOCK_RETIRED_PART,
  RESTORE_DOCUMENTS,
  RESTORE_PART,
  RETIRE_PARTS,
  SELLER_LINKS,
  SELLER_NUMBERS,
} from './statements.ts'

/** What a wing above does with a part that is deleted, and when it comes back. */
export interface RetirementStep {
  /** The part stands in both tables. */
  retire(unit: UnitOfWork, partId: number): Promise<void>
  /** The part stands in both tables, and what it refers to is back. */
  restore(unit: UnitOfWork, partId: number): Promise<void>
  /** The same as `retire` for many parts, with a constant number of statements. */
  retireAll(unit: UnitOfWork, partIds: readonly number[]): Promise<void>
}

/** Keeps what belongs to a part when it is deleted, and brings it back. */
export class Retirement {
  readonly #tables: KeptTable[] = [SELLER_LINKS, SELLER_NUMBERS]
  readonly #steps: RetirementStep[] = []

  /** Has the rows of a table go and come back with their part. */
  keepTable(table: KeptTable): void {
    this.#tables.push(table)
  }

  addStep(step: RetirementStep): void {
    this.#steps.push(step)
  }

  /** Copies a locked part to the retired ones, from where it is deleted next. */
  async retire(unit: UnitOfWork, partId: number): Promise<void> {
    const rows: Record<string, unknown> = {}
    for (const { name, keep } of this.#tables) {
      const [kept] = await unit.query(keep, [partId])
      if (kept?.rows) rows[name] = kept.rows
    }
    await unit.query(RETIRE_PARTS, [[partId], [JSON.stringify(rows)]])
    for (const step of this.#steps) await step.retire(unit, partId)
  }

  /** The same for many locked parts, with a constant number of statements. */
  async retireAll(unit: UnitOfWork, partIds: readonly number[]): Promise<void> {
    const kept = new Map<number, Record<string, unknown>>(partIds.map((id) => [id, {}]))
    for (const { name, keepAll } of this.#tables) {
      for (const { part_id: id, rows } of await unit.query(keepAll, [partIds]))
        kept.set(id, { ...kept.get(id), [name]: rows })
    }
    const rows = partIds.map((id) => JSON.stringify(kept.get(id)))
    await unit.query(RETIRE_PARTS, [partIds, rows])
    for (const step of this.#steps) await step.retireAll(unit, partIds)
  }

  /**
   * Brings a part back under its key and its id: with its fields, documents and links, as far as what they refer to is
   * still there. Its search document is not written.
   *
   * @returns the id, and what did not come back.
   * @throws DomainError 404 for a key that is not one of a deleted part, 409 for a part that was merged into another.
   */
  async restore(unit: UnitOfWork, key: string): Promise<{ id: number; leftOut: LeftOut[] }> {
    // A sweep that runs now forgets documents before they are read here, or finds them in use.
    await lockOutSweeps(unit)
    const [retired] = await unit.query(LOCK_RETIRED_PART, [key])
    if (!retired) throw recordNotFound('Retired part', key)
    const { id, mergedInto, rows, hadType, swept } = retired
    if (mergedInto !== null) throw invalidOperation(`restore part ${key}`, `it was merged into ${mergedInto}`)
    await unit.query(RESTORE_DOCUMENTS, [id])
    const [restored] = await unit.query(RESTORE_PART, [id])
    const lost: LeftOut[] = [
      { what: 'type', count: hadType && restored?.hasType !== true ? 1 : 0, because: 'it was deleted' },
      { what: 'documents', count: swept, because: 'their contents were swept' },
    ]
    for (const { name, lock, bringBack, leftOut, afterwards } of this.#tables) {
      const ofPart = rows[name]
      if (!ofPart) continue
      const kept = JSON.stringify(ofPart)
      if (lock) await unit.query(lock, [kept])
      const [back] = await unit.query(bringBack, [kept])
      lost.push({ ...leftOut, count: ofPart.length - (back?.count ?? 0) })
      if (afterwards) await unit.query(afterwards, [id])
    }
    for (const step of this.#steps) await step.restore(unit, id)
    await unit.query(DELETE_RETIRED_PART, [id])
    return { id, leftOut: lost.filter(({ count }) => count > 0) }
  }
}
