import { Counter, Histogram } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { COUNT_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { lockActiveKit } from '../kits/kit-lock.ts'
import { type PerKit, readPerKit } from '../kits/per-kit.ts'
import { findShortfalls, planLines, type ShortfallAction } from './plan.ts'
import { lockStock, readNeeds } from './read-needs.ts'
import type { PartShortfall, PickListDetail, PickListSummary } from './schemas.ts'
import {
  ADD_PICK_LIST,
  DELETE_PICK_LIST,
  LOCK_PICK_LIST,
  PICK_LIST_DETAIL,
  PICK_LISTS_PER_KIT,
  STATUS_OF_KIT,
} from './statements.ts'

export const PICK_LIST_CREATED_TOTAL = new Counter({ name: 'pick_list_created_total', help: 'Pick lists created' })

export const PICK_LIST_LINES_PER_CREATION = new Histogram({
  name: 'pick_list_lines_per_creation',
  help: 'Lines in a newly created pick list',
  buckets: COUNT_BUCKETS,
})

export const PICK_LIST_DETAIL_REQUESTS_TOTAL = new Counter({
  name: 'pick_list_detail_requests_total',
  help: 'Pick list details loaded',
})

export const PICK_LIST_LIST_REQUESTS_TOTAL = new Counter({
  name: 'pick_list_list_requests_total',
  help: 'Pick list listings per kit',
})

/** What a new pick list is for. */
export interface PickListPlan {
  requestedUnits: number
  /** By part key; what is not short, or not in the kit, is ignored. */
  shortfallActions: ReadonlyMap<string, ShortfallAction>
}

/** Pick lists: from which locations the parts for some units of a kit are fetched. */
export class PickListService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** A pick list with its lines, by part key and location. @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<PickListDetail & Versioned> {
    const [list] = await this.#db.query(PICK_LIST_DETAIL, [id])
    if (!list) throw recordNotFound('Pick list', id)
    this.#db.afterCommit(() => PICK_LIST_DETAIL_REQUESTS_TOTAL.inc())
    return list
  }

  /**
   * The pick lists of each kit, the newest first, in the order of the ids; completed ones only when asked for.
   *
   * @throws DomainError 404 for the first id that is unknown.
   */
  async ofKits(kitIds: readonly number[], options: { includeDone: boolean }): Promise<PerKit<PickListSummary>[]> {
    const lists = await readPerKit(this.#db, PICK_LISTS_PER_KIT, kitIds, options)
    PICK_LIST_LIST_REQUESTS_TOTAL.inc(kitIds.length)
    return lists
  }

  /**
   * The parts that would be short, by content id. Nothing is reserved.
   *
   * @throws DomainError 404 for an unknown kit; 409 for an archived one.
   */
  async preview(kitId: number, requestedUnits: number): Promise<PartShortfall[]> {
    const [kit] = await this.#db.query(STATUS_OF_KIT, [kitId])
    if (!kit) throw recordNotFound('Kit', kitId)
    if (kit.status === 'archived') throw invalidOperation('preview pick list', 'the kit is archived')
    return findShortfalls(await readNeeds(this.#db, kitId), requestedUnits)
  }

  /**
   * Plans and stores a pick list. Its open lines hold the pieces back from other lists; no stock moves.
   *
   * @throws DomainError 404 for an unknown kit; 409 for an archived or empty one, when parts are short and to be
   * rejected, and when all would be omitted.
   */
  async create(kitId: number, { requestedUnits, shortfallActions }: PickListPlan): Promise<PickListDetail & Versioned> {
    return this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, kitId, 'create pick list')
      await lockStock(unit, { kitId })
      const needs = await readNeeds(unit, kitId)
      if (needs.length === 0) throw invalidOperation('create pick list', 'the kit has no contents')
      const lines = planLines(needs, requestedUnits, shortfallActions)
      const [list] = await unit.query(ADD_PICK_LIST, [
        kitId,
        requestedUnits,
        lines.map(({ contentId }) => contentId),
        lines.map(({ locationId }) => locationId),
        lines.map(({ quantity }) => quantity),
      ])
      if (!list) throw new Error('no pick list was stored')
      unit.afterCommit(() => {
        PICK_LIST_CREATED_TOTAL.inc()
        PICK_LIST_LINES_PER_CREATION.observe(lines.length)
      })
      return this.get(list.id)
    })
  }

  /**
   * Deletes a pick list, whatever its status. Pieces that were picked stay out of stock.
   *
   * @throws DomainError 404 for an unknown id; StaleVersionError.
   */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    if (precondition === null) return this.#delete(id)
    await this.#db.transaction(async (unit) => {
      const [list] = await unit.query(LOCK_PICK_LIST, [id])
      if (list) precondition.demand(list)
      await this.#delete(id)
    })
  }

  async #delete(id: number): Promise<void> {
    const deleted = await this.#db.query(DELETE_PICK_LIST, [id])
    if (deleted.length === 0) throw recordNotFound('Pick list', id)
  }
}
