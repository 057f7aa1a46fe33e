import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { toSeller } from '../../catalogue/sellers/seller-brief.ts'
import { addLine, type NewLine } from '../../shopping/shopping-lists/add-line.ts'
import { lockList } from '../../shopping/shopping-lists/list-lock.ts'
import type { ListMembership } from '../../shopping/shopping-lists/schemas.ts'
import { MEMBERSHIP_OF_LINE, MEMBERSHIPS_OF_PARTS } from './statements.ts'

/** The shopping lists that parts are on. */
export class MembershipService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /**
   * The memberships of many parts in one statement, by part id, the line that changed last first. Done lines and the
   * lines of done lists are left out unless `includeDone` is set. A part on no list has no entry.
   */
  async membershipsOf(
    partIds: readonly number[],
    { includeDone = false } = {},
  ): Promise<Map<number, ListMembership[]>> {
    const rows = await this.#db.query(MEMBERSHIPS_OF_PARTS, [partIds, includeDone])
    const memberships = new Map<number, ListMembership[]>()
    for (const row of rows) {
      const known = memberships.get(row.part_id)
      if (known) known.push(this.#toMembership(row))
      else memberships.set(row.part_id, [this.#toMembership(row)])
    }
    return memberships
  }

  /**
   * Adds a part to a list.
   *
   * @throws DomainError 404 for an unknown list or seller; 409 when the list is not active or has the part already.
   */
  async add(listId: number, line: NewLine): Promise<ListMembership> {
    return this.#db.transaction(async (unit) => {
      const id = await addLine(unit, await lockList(unit, listId), line)
      const [row] = await unit.query(MEMBERSHIP_OF_LINE, [id])
      if (!row) throw recordNotFound('Shopping list line', id)
      return this.#toMembership(row)
    })
  }

  #toMembership({ part_id: _, seller, ...membership }: RowOf<typeof MEMBERSHIP_OF_LINE>): ListMembership {
    return { ...membership, seller: toSeller(seller, this.#iconSource) }
  }
}
