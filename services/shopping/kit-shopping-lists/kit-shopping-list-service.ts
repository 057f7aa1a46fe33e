import { performance } from 'node:perf_hooks'
import { Counter, Histogram } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { addList } from '../shopping-lists/add-list.ts'
import { lockList, requireActive, touchList } from '../shopping-lists/list-lock.ts'
import type { ShoppingListService } from '../shopping-lists/shopping-list-service.ts'
import type { KitLink } from './link-schemas.ts'
import { mergeNeeds } from './merge-needs.ts'
import type { KitChip, PushResult } from './schemas.ts'
import {
  DELETE_LINK,
  KIT_LINK,
  KITS_OF_LIST,
  LINK_KIT,
  LINKS_OF_KIT,
  LOCK_PUSHED_KIT,
  MISSING_PARTS,
} from './statements.ts'

export const KIT_SHOPPING_LIST_PUSH_TOTAL = new Counter({
  name: 'kit_shopping_list_push_total',
  help: "Pushes of a kit's needs to a shopping list",
  labelNames: ['outcome', 'honor_reserved'] as const,
})

export const KIT_SHOPPING_LIST_PUSH_SECONDS = new Histogram({
  name: 'kit_shopping_list_push_seconds',
  help: 'Duration of such a push',
  labelNames: ['honor_reserved'] as const,
  buckets: SHORT_DURATION_BUCKETS,
})

export const KIT_SHOPPING_LIST_UNLINK_TOTAL = new Counter({
  name: 'kit_shopping_list_unlink_total',
  help: 'Removals of a kit/list link',
  labelNames: ['outcome'] as const,
})

/** The list that needs go to: one that exists, or a new one. */
export type PushTarget = { listId: number } | { name: string; description: string | null }

export interface Push {
  /** Units to build; null for the kit's own target. */
  units: number | null
  honorReserved: boolean
  target: PushTarget
  /** Stands in the note of a line whose content has none. */
  notePrefix: string | null
}

const NOTHING: PushResult = {
  link: null,
  shopping_list: null,
  created_new_list: false,
  lines_modified: 0,
  total_needed_quantity: 0,
  noop: true,
}

/** Adds the parts that kits lack to shopping lists, and stores which kit was pushed to which list. */
export class KitShoppingListService {
  readonly #db: Database
  readonly #shoppingLists: ShoppingListService

  constructor(db: Database, shoppingLists: ShoppingListService) {
    this.#db = db
    this.#shoppingLists = shoppingLists
  }

  /**
   * Adds what a kit lacks to a shopping list. Pushing again adds it again.
   *
   * @throws DomainError 404 for an unknown kit or list; 409 for an archived kit, a done list, no units, a taken name.
   */
  async push(kitId: number, push: Push): Promise<PushResult> {
    const honor_reserved = push.honorReserved ? 'true' : 'false'
    const started = performance.now()
    let outcome: 'success' | 'noop' | 'error' = 'error'
    try {
      const result = await this.#db.transaction((unit) => this.#push(unit, kitId, push))
      outcome = result.noop ? 'noop' : 'success'
      return result
    } finally {
      KIT_SHOPPING_LIST_PUSH_TOTAL.inc({ outcome, honor_reserved })
      KIT_SHOPPING_LIST_PUSH_SECONDS.observe({ honor_reserved }, (performance.now() - started) / 1000)
    }
  }

  /** All links of a kit, the newest first. @throws DomainError 404 for an unknown kit. */
  async linksOfKit(kitId: number): Promise<KitLink[]> {
    const [kit] = await this.#db.query(LINKS_OF_KIT, [kitId])
    if (!kit) throw recordNotFound('Kit', kitId)
    return kit.links
  }

  /** The kits that a list buys for, the newest link first. @throws DomainError 404 for an unknown list. */
  async kitsOfList(listId: number): Promise<KitChip[]> {
    const [list] = await this.#db.query(KITS_OF_LIST, [listId])
    if (!list) throw recordNotFound('Shopping list', listId)
    return list.kits
  }

  /** Removes a link; the lines of the list stay. @throws DomainError 404 for an unknown link. */
  async unlink(linkId: number): Promise<void> {
    const deleted = await this.#db.query(DELETE_LINK, [linkId])
    KIT_SHOPPING_LIST_UNLINK_TOTAL.inc({ outcome: deleted.length > 0 ? 'success' : 'not_found' })
    if (deleted.length === 0) throw recordNotFound('Kit shopping list link', linkId)
  }

  async #push(unit: UnitOfWork, kitId: number, push: Push): Promise<PushResult> {
    const [kit] = await unit.query(LOCK_PUSHED_KIT, [kitId])
    if (!kit) throw recordNotFound('Kit', kitId)
    if (kit.status === 'archived') throw invalidOperation('push kit to shopping list', 'the kit is archived')
    const units = push.units ?? kit.build_target
    if (units < 1) throw invalidOperation('push kit to shopping list', 'there are no units to build')
    const needs = await unit.query(MISSING_PARTS, [kitId, units, push.honorReserved])
    if (needs.length === 0) return NOTHING

    const listId = await openTarget(unit, push.target)
    await mergeNeeds(unit, listId, needs, { kitName: kit.name, prefix: push.notePrefix })
    await touchList(unit, listId)
    const [link] = await unit.query(LINK_KIT, [kitId, listId, units, push.honorReserved])
    const [shown] = await unit.query(KIT_LINK, [link?.id])
    return {
      link: shown ?? null,
      shopping_list: await this.#shoppingLists.get(listId),
      created_new_list: 'name' in push.target,
      lines_modified: needs.length,
      total_needed_quantity: needs.reduce((sum, { quantity }) => sum + quantity, 0),
      noop: false,
    }
  }
}

/** @returns the id of the list, locked. */
async function openTarget(unit: UnitOfWork, target: PushTarget): Promise<number> {
  if ('listId' in target) {
    const list = await lockList(unit, target.listId)
    requireActive(list, 'push kit to shopping list')
    return list.id
  }
  return addList(unit, target)
}
