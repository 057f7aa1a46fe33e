import type { Database } from '../../../plugins/database/database.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { type Page, type PagePosition, positionBehind } from '../../page-position.ts'
import { addList, flushNamed } from './add-list.ts'
import { ShoppingList } from './entities.ts'
import { assembleGroups, countLines } from './list-assembly.ts'
import { lockList, requireActive, touchList } from './list-lock.ts'
import {
  CHANGE_LINKED_KITS,
  DELETE_LIST,
  LIGHT_LIST,
  LIST_DETAIL,
  LIST_SUMMARIES,
  SET_LIST_STATUS,
} from './list-statements.ts'
import type { LineOffer } from './offer-schemas.ts'
import { OFFERS_OF_LIST } from './offer-statements.ts'
import { toLine } from './rows.ts'
import type { ShoppingListDto, ShoppingListLineLight, ShoppingListSummary } from './schemas.ts'

/** Fields of a list that a user writes. A field that is absent stays as it is. */
export interface ListFields {
  name?: string
  description?: string | null
}

/** Which lists are read. */
export interface ListFilter {
  includeDone: boolean
  /** Only lists of these; null for all. Done ones need `includeDone` as well. */
  statuses: readonly string[] | null
  /** Lists of a page; null for all. */
  limit: number | null
  after: PagePosition | null
}

/** Shopping lists. A list that is done can be read and deleted, but not changed or opened again. */
export class ShoppingListService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** Lists that changed last first. */
  async list({ includeDone, statuses, limit, after }: ListFilter): Promise<Page<ShoppingListSummary>> {
    const filter = [includeDone, statuses, limit]
    const lists =
      after === null
        ? await this.#db.query(LIST_SUMMARIES.newest, filter)
        : await this.#db.query(LIST_SUMMARIES.after, [...filter, after.micros, after.id])
    return { items: lists, next: positionBehind(lists, limit) }
  }

  /** A list with its lines and its groups by seller. @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<ShoppingListDto & Versioned> {
    const [row] = await this.#db.query(LIST_DETAIL, [id])
    if (!row) throw recordNotFound('Shopping list', id)
    const { groups, ...head } = row
    const lines = row.lines.map((row) => toLine(row, this.#iconSource))
    const counts = countLines(lines)
    return {
      ...head,
      line_counts: counts,
      lines,
      seller_groups: assembleGroups(groups, lines, this.#iconSource),
      has_ordered_lines: counts.ordered > 0,
    }
  }

  /** The lines without what belongs to their parts. @throws DomainError 404 for an unknown id. */
  async lines(id: number, includeDone: boolean): Promise<ShoppingListLineLight[]> {
    const [list] = await this.#db.query(LIGHT_LIST, [id, includeDone])
    if (!list) throw recordNotFound('Shopping list', id)
    return list.lines
  }

  /** What is known of buying each line: numbers of its seller, and what was paid last. @throws DomainError 404 for an unknown id. */
  async offers(id: number): Promise<LineOffer[]> {
    const rows = await this.#db.query(OFFERS_OF_LIST, [id])
    if (rows.length === 0) throw recordNotFound('Shopping list', id)
    return rows.flatMap(({ line_id, numbers, unit_price, currency, received_at, seller }) => {
      if (line_id === null) return []
      const isPriced = unit_price !== null && currency !== null && received_at !== null
      return [{ line_id, numbers, last_price: isPriced ? { unit_price, currency, seller, received_at } : null }]
    })
  }

  /** @throws DomainError 409 when the name is taken. */
  async create(name: string, description: string | null): Promise<ShoppingListDto & Versioned> {
    return this.#db.transaction(async (unit) => this.get(await addList(unit, { name, description })))
  }

  /** @throws DomainError 404 for an unknown id; 409 for a done list and a name that is taken; StaleVersionError. */
  async update(
    id: number,
    fields: ListFields,
    precondition: Precondition | null = null,
  ): Promise<ShoppingListDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const locked = await lockList(unit, id)
      precondition?.demand(locked)
      requireActive(locked, 'update shopping list')
      if (Object.keys(fields).length > 0) {
        const list = await unit.em.findOneOrFail(ShoppingList, { id })
        unit.em.assign(list, fields)
        await flushNamed(unit, list.name)
        await touchList(unit, id)
        if (list.name !== locked.name) await unit.query(CHANGE_LINKED_KITS, [id])
      }
      return this.get(id)
    })
  }

  /**
   * Finishes a list; its lines stay as they are.
   *
   * @throws DomainError 404; 409 when a done list is to be opened; StaleVersionError.
   */
  async setStatus(
    id: number,
    status: 'active' | 'done',
    precondition: Precondition | null = null,
  ): Promise<ShoppingListDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const list = await lockList(unit, id)
      precondition?.demand(list)
      if (list.status === 'done' && status === 'active') {
        throw invalidOperation('change shopping list status', 'a list that is done cannot be opened again')
      }
      if (list.status !== status) await unit.query(SET_LIST_STATUS, [id, status])
      return this.get(id)
    })
  }

  /** Deletes a list with its lines, groups and links to kits. @throws DomainError 404; StaleVersionError. */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    if (precondition === null) return this.#delete(id)
    await this.#db.transaction(async (unit) => {
      precondition.demand(await lockList(unit, id))
      await this.#delete(id)
    })
  }

  async #delete(id: number): Promise<void> {
    const deleted = await this.#db.query(DELETE_LIST, [id])
    if (deleted.length === 0) throw recordNotFound('Shopping list', id)
  }
}
