import { performance } from 'node:perf_hooks'
import { Counter, Histogram } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { KIT_LINKS } from '../../kits/kits/kit-queries.ts'
import type { KitLink } from '../../kits/kits/link-schemas.ts'
import { ShoppingList } from '../shopping-lists/entities.ts'
import { lockList, requireActive, touchList } from '../shopping-lists/list-lock.ts'
import type { ShoppingListService } from '../shopping-lists/shopping-list-service.ts'
import { mergeNeeds } from './merge-needs.ts'
import { readNeeds } from './needs.ts'
import type { KitChip, PushResult } from './schemas.ts'

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

interface PushedKit {
  name: string
  status: string
  build_target: number
}

const NOTHING: PushResult = {
  link: null,
  shopping_list: null,
  created_new_list: false,
  lines_modified: 0,
  total_needed_quantity: 0,
  noop: true,
}

/** What kits lack, pushed to shopping lists, and the links that remember it. */
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
    const kits = await this.#db.query('select 1 from kits where id = $1', [kitId])
    if (kits.length === 0) throw recordNotFound('Kit', kitId)
    return this.#db.query(`${KIT_LINKS} where link.kit_id = $1 order by link.created_at desc, link.id desc`, [kitId])
  }

  /** The kits that a list buys for, the newest link first. @throws DomainError 404 for an unknown list. */
  async kitsOfList(listId: number): Promise<KitChip[]> {
    const lists = await this.#db.query('select 1 from shopping_lists where id = $1', [listId])
    if (lists.length === 0) throw recordNotFound('Shopping list', listId)
    return this.#db.query(
      `select link.id, link.kit_id, kit.name as kit_name, kit.status as kit_status, link.requested_units,
              link.honor_reserved, iso_utc(link.snapshot_kit_updated_at) as snapshot_kit_updated_at,
              kit.updated_at > link.snapshot_kit_updated_at as is_stale,
              iso_utc(link.created_at) as created_at, iso_utc(link.updated_at) as updated_at
         from kit_shopping_list_links link join kits kit on kit.id = link.kit_id
        where link.shopping_list_id = $1
        order by link.created_at desc, link.id desc`,
      [listId],
    )
  }

  /** Removes a link; the lines of the list stay. @throws DomainError 404 for an unknown link. */
  async unlink(linkId: number): Promise<void> {
    const deleted = await this.#db.query('delete from kit_shopping_list_links where id = $1 returning id', [linkId])
    KIT_SHOPPING_LIST_UNLINK_TOTAL.inc({ outcome: deleted.length > 0 ? 'success' : 'not_found' })
    if (deleted.length === 0) throw recordNotFound('Kit shopping list link', linkId)
  }

  async #push(unit: UnitOfWork, kitId: number, push: Push): Promise<PushResult> {
    const [kit] = await unit.query<PushedKit>('select name, status, build_target from kits where id = $1 for share', [
      kitId,
    ])
    if (!kit) throw recordNotFound('Kit', kitId)
    if (kit.status === 'archived') throw invalidOperation('push kit to shopping list', 'the kit is archived')
    const units = push.units ?? kit.build_target
    if (units < 1) throw invalidOperation('push kit to shopping list', 'there are no units to build')
    const needs = await readNeeds(unit, kitId, units, push.honorReserved)
    if (needs.length === 0) return NOTHING

    const listId = await openTarget(unit, push.target)
    await mergeNeeds(unit, listId, needs, { kitName: kit.name, prefix: push.notePrefix })
    await touchList(unit, listId)
    const [link] = await unit.query<{ id: number }>(
      `insert into kit_shopping_list_links
         (kit_id, shopping_list_id, requested_units, honor_reserved, snapshot_kit_updated_at)
       select id, $2, $3, $4, updated_at from kits where id = $1
       on conflict (kit_id, shopping_list_id) do update
         set requested_units = excluded.requested_units, honor_reserved = excluded.honor_reserved,
             snapshot_kit_updated_at = excluded.snapshot_kit_updated_at
       returning id`,
      [kitId, listId, units, push.honorReserved],
    )
    const [shown] = await unit.query<KitLink>(`${KIT_LINKS} where link.id = $1`, [link?.id])
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
  const list = unit.em.create(ShoppingList, target)
  try {
    await unit.em.flush()
  } catch (error) {
    if (violates(error, 'uq_shopping_lists_name')) throw resourceConflict('shopping list', `name ${target.name}`)
    throw error
  }
  return list.id
}
