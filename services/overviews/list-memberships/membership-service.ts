import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { type SellerIconSource, sellerLogoUrl } from '../../catalogue/sellers/logo-url.ts'
import { addLine, type NewLine } from '../../shopping/shopping-lists/add-line.ts'
import { lockList } from '../../shopping/shopping-lists/list-lock.ts'
import type { ListMembership } from '../../shopping/shopping-lists/schemas.ts'

type MembershipRow = Omit<ListMembership, 'seller'> & {
  part_id: number
  seller_id: number | null
  seller_name: string | null
  seller_website: string | null
  logo_s3_key: string | null
}

const MEMBERSHIPS = `
  select line.part_id, list.id as shopping_list_id, list.name as shopping_list_name,
         list.status as shopping_list_status, line.id as line_id, line.status as line_status,
         line.needed, line.ordered, line.received, line.note,
         s.id as seller_id, s.name as seller_name, s.website as seller_website, s.logo_s3_key
    from shopping_list_lines line
    join shopping_lists list on list.id = line.shopping_list_id
    left join sellers s on s.id = line.seller_id`

/** On which shopping lists a part stands. */
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
    const rows = await this.#db.query<MembershipRow>(
      `${MEMBERSHIPS}
        where line.part_id = any ($1::int[]) and ($2 or (line.status <> 'done' and list.status <> 'done'))
        order by line.updated_at desc, list.updated_at desc, line.created_at, line.id`,
      [partIds, includeDone],
    )
    const memberships = new Map<number, ListMembership[]>()
    for (const row of rows) {
      const known = memberships.get(row.part_id)
      if (known) known.push(this.#toMembership(row))
      else memberships.set(row.part_id, [this.#toMembership(row)])
    }
    return memberships
  }

  /**
   * Puts a part on a list.
   *
   * @throws DomainError 404 for an unknown list or seller; 409 when the list is not active or has the part already.
   */
  async add(listId: number, line: NewLine): Promise<ListMembership> {
    return this.#db.transaction(async (unit) => {
      const id = await addLine(unit, await lockList(unit, listId), line)
      const [row] = await unit.query<MembershipRow>(`${MEMBERSHIPS} where line.id = $1`, [id])
      if (!row) throw recordNotFound('Shopping list line', id)
      return this.#toMembership(row)
    })
  }

  #toMembership(row: MembershipRow): ListMembership {
    const { part_id, seller_id, seller_name, seller_website, logo_s3_key, ...membership } = row
    const seller =
      seller_id === null || seller_name === null || seller_website === null
        ? null
        : {
            id: seller_id,
            name: seller_name,
            website: seller_website,
            logo_url: sellerLogoUrl(seller_website, logo_s3_key, this.#iconSource),
          }
    return { ...membership, seller }
  }
}
