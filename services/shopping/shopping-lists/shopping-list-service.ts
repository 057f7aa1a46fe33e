import type { Database } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { ShoppingList } from './entities.ts'
import { GROUPS_OF_LIST } from './group-queries.ts'
import { LIGHT_LINES, LINES_OF_LIST, type LineRow, toLine } from './line-queries.ts'
import { assembleGroups, countLines, type GroupRow } from './list-assembly.ts'
import { lockList, requireActive } from './list-lock.ts'
import type { ShoppingListDto, ShoppingListLineLight, ShoppingListSummary } from './schemas.ts'

/** What users say about a list. A field that is absent stays as it is. */
export interface ListFields {
  name?: string
  description?: string | null
}

const HEAD = `
  select id, name, description, status, iso_utc(created_at) as created_at, iso_utc(updated_at) as updated_at
    from shopping_lists where id = $1`

const SUMMARIES = `
  select list.id, list.name, list.description, list.status, iso_utc(list.updated_at) as updated_at,
         iso_utc(list.updated_at) as last_updated, counts.ordered > 0 as has_ordered_lines,
         json_build_object('new', counts.new, 'ordered', counts.ordered, 'done', counts.done,
                           'total', counts.total) as line_counts
    from shopping_lists list
   cross join lateral (
     select count(*) filter (where status = 'new') as new, count(*) filter (where status = 'ordered') as ordered,
            count(*) filter (where status = 'done') as done, count(*) as total
       from shopping_list_lines where shopping_list_id = list.id) counts
   where ($1 or list.status <> 'done') and ($2::text[] is null or list.status = any ($2))
   order by list.updated_at desc, list.id desc`

type Head = Pick<ShoppingListDto, 'id' | 'name' | 'description' | 'status' | 'created_at' | 'updated_at'>

/** What must be bought. A list that is done is frozen: it can be read and deleted, but never opened again. */
export class ShoppingListService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /**
   * Lists that changed last first.
   *
   * @param statuses only lists of these; null for all. Done ones need `includeDone` as well.
   */
  async list(includeDone: boolean, statuses: readonly string[] | null): Promise<ShoppingListSummary[]> {
    return this.#db.query(SUMMARIES, [includeDone, statuses])
  }

  /** A list with its lines and their columns by seller. @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<ShoppingListDto> {
    const [head] = await this.#db.query<Head>(HEAD, [id])
    if (!head) throw recordNotFound('Shopping list', id)
    const rows = await this.#db.query<LineRow>(LINES_OF_LIST, [id])
    const groups = await this.#db.query<GroupRow>(GROUPS_OF_LIST, [id])
    const lines = rows.map((row) => toLine(row, this.#iconSource))
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
    const [head] = await this.#db.query<Head>(HEAD, [id])
    if (!head) throw recordNotFound('Shopping list', id)
    return this.#db.query(LIGHT_LINES, [id, includeDone])
  }

  /** @throws DomainError 409 when the name is taken. */
  async create(name: string, description: string | null): Promise<ShoppingListDto> {
    return this.#db.transaction(async ({ em }) => {
      const list = em.create(ShoppingList, { name, description })
      await em.flush().catch((error) => refuseTakenName(error, name))
      return this.get(list.id)
    })
  }

  /** @throws DomainError 404 for an unknown id; 409 for a done list and a name that is taken. */
  async update(id: number, fields: ListFields): Promise<ShoppingListDto> {
    return this.#db.transaction(async (unit) => {
      const locked = await lockList(unit, id)
      requireActive(locked, 'update shopping list')
      if (Object.keys(fields).length > 0) {
        const list = await unit.em.findOneOrFail(ShoppingList, { id })
        unit.em.assign(list, fields)
        await unit.em.flush().catch((error) => refuseTakenName(error, fields.name ?? locked.name))
        await unit.query('update shopping_lists set updated_at = now() where id = $1', [id])
      }
      return this.get(id)
    })
  }

  /** Finishes a list; its lines stay as they are. @throws DomainError 404; 409 when a done list is to be opened. */
  async setStatus(id: number, status: 'active' | 'done'): Promise<ShoppingListDto> {
    return this.#db.transaction(async (unit) => {
      const list = await lockList(unit, id)
      if (list.status === 'done' && status === 'active') {
        throw invalidOperation('change shopping list status', 'a list that is done cannot be opened again')
      }
      if (list.status !== status) await unit.query('update shopping_lists set status = $2 where id = $1', [id, status])
      return this.get(id)
    })
  }

  /** Deletes a list with its lines, groups and links to kits. @throws DomainError 404 for an unknown id. */
  async delete(id: number): Promise<void> {
    const deleted = await this.#db.query('delete from shopping_lists where id = $1 returning id', [id])
    if (deleted.length === 0) throw recordNotFound('Shopping list', id)
  }
}

function refuseTakenName(error: unknown, name: string): never {
  if (violates(error, 'uq_shopping_lists_name')) throw resourceConflict('shopping list', `name ${name}`)
  throw error
}
