import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { keepSeller } from '../../catalogue/sellers/seller-lock.ts'
import { SellerGroupRow } from './entities.ts'
import {
  COUNT_OPEN_LINES,
  DELETE_GROUP,
  GROUP_DETAIL,
  LOCK_GROUP,
  ORDER_LINES,
  RECEIVED_LINE,
  RELEASE_LINES,
  REOPEN_LINES,
  SET_GROUP_STATUS,
} from './group-statements.ts'
import { toGroup } from './list-assembly.ts'
import { lockList, requireActive, touchList } from './list-lock.ts'
import { type GroupRow, toLine } from './rows.ts'
import type { SellerGroup } from './schemas.ts'

export const SHOPPING_LIST_SELLER_GROUP_OPERATIONS_TOTAL = new Counter({
  name: 'shopping_list_seller_group_operations_total',
  help: 'Operations on seller groups',
  labelNames: ['operation'] as const,
})

type GroupStatus = GroupRow['status']
type Operation = 'create' | 'delete' | 'order' | 'reopen'

/** A change of a group. A field that is absent stays as it is. */
export interface GroupChange {
  /** Null takes the note away. */
  note?: string | null
  status?: GroupStatus
}

/** The groups of a shopping list: the lines of one seller, which are ordered together. */
export class SellerGroupService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** @throws DomainError 404 for an unknown list, or one without a group of this seller. */
  async get(listId: number, sellerId: number): Promise<SellerGroup> {
    const [list] = await this.#db.query(GROUP_DETAIL, [listId, sellerId])
    if (!list) throw recordNotFound('Shopping list', listId)
    if (!list.group) throw groupNotFound(sellerId)
    return toGroup(
      list.group,
      list.lines.map((line) => toLine(line, this.#iconSource)),
      this.#iconSource,
    )
  }

  /** @throws DomainError 404 for an unknown list or seller; 409 for a done list, or when the group exists. */
  async create(listId: number, sellerId: number): Promise<SellerGroup> {
    return this.#db.transaction(async (unit) => {
      const list = await lockList(unit, listId)
      requireActive(list, 'create seller group')
      await keepSeller(unit, sellerId)
      unit.em.create(SellerGroupRow, { shoppingListId: listId, sellerId, note: null })
      try {
        await unit.em.flush()
      } catch (error) {
        if (!violates(error, 'uq_shopping_list_sellers_list_seller')) throw error
        throw resourceConflict('seller group', `list ${listId} and seller ${sellerId}`)
      }
      await touchList(unit, listId)
      this.#count(unit, 'create')
      return this.get(listId, sellerId)
    })
  }

  /**
   * Changes the note, and orders the group or takes the order back.
   *
   * @throws DomainError 404 for an unknown list or group; 409 when a status is given on a done list, when there is
   *   nothing to order, or when something has been received already.
   */
  async update(listId: number, sellerId: number, { note, status }: GroupChange): Promise<SellerGroup> {
    return this.#db.transaction(async (unit) => {
      const list = await lockList(unit, listId)
      const group = await lockGroup(unit, listId, sellerId)
      if (status !== undefined) requireActive(list, 'change the status of the seller group')
      if (status === 'ordered' && group.status === 'active') await this.#order(unit, listId, sellerId)
      if (status === 'active' && group.status === 'ordered') await this.#reopen(unit, listId, sellerId)
      if (note !== undefined) {
        unit.em.assign(await unit.em.findOneOrFail(SellerGroupRow, { id: group.id }), { note })
        await unit.em.flush()
      }
      await unit.query(SET_GROUP_STATUS, [group.id, status ?? null])
      await touchList(unit, listId)
      return this.get(listId, sellerId)
    })
  }

  /**
   * Removes the group; its lines lose the seller and what was to be ordered, unless they are done.
   *
   * @throws DomainError 404 for an unknown list or group; 409 for a done list, and while the group is ordered.
   */
  async delete(listId: number, sellerId: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const list = await lockList(unit, listId)
      const group = await lockGroup(unit, listId, sellerId)
      requireActive(list, 'delete seller group')
      if (group.status === 'ordered') {
        throw invalidOperation('delete seller group', 'it is ordered and must be reopened first')
      }
      await unit.query(RELEASE_LINES, [listId, sellerId])
      await unit.query(DELETE_GROUP, [group.id])
      await touchList(unit, listId)
      this.#count(unit, 'delete')
    })
  }

  async #order(unit: UnitOfWork, listId: number, sellerId: number): Promise<void> {
    const [open] = await unit.query(COUNT_OPEN_LINES, [listId, sellerId])
    if (!open || open.count === 0) throw invalidOperation('order seller group', 'it has no open lines')
    if (open.without > 0) {
      throw invalidOperation('order seller group', 'the ordered quantity of every line must be greater than 0')
    }
    await unit.query(ORDER_LINES, [listId, sellerId])
    this.#count(unit, 'order')
  }

  async #reopen(unit: UnitOfWork, listId: number, sellerId: number): Promise<void> {
    const received = await unit.query(RECEIVED_LINE, [listId, sellerId])
    if (received.length > 0) throw invalidOperation('reopen seller group', 'parts of it have been received')
    await unit.query(REOPEN_LINES, [listId, sellerId])
    this.#count(unit, 'reopen')
  }

  #count(unit: UnitOfWork, operation: Operation): void {
    unit.afterCommit(() => SHOPPING_LIST_SELLER_GROUP_OPERATIONS_TOTAL.inc({ operation }))
  }
}

function groupNotFound(sellerId: number) {
  return recordNotFound('Seller group', sellerId)
}

async function lockGroup(
  unit: UnitOfWork,
  listId: number,
  sellerId: number,
): Promise<{ id: number; status: GroupStatus }> {
  const [group] = await unit.query(LOCK_GROUP, [listId, sellerId])
  if (!group) throw groupNotFound(sellerId)
  return group
}
