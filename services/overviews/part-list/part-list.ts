import type { Database } from '../../../plugins/database/database.ts'
import { invalidRequest } from '../../../plugins/errors/domain-error.ts'
import {
  PART_PAGE,
  PART_PAGE_OF_TYPE,
  SELLER_LINKS,
  type SellerLinkRow,
  toSellerLinks,
} from '../../catalogue/parts/part-queries.ts'
import type { PartListItem, StockSlot } from '../../catalogue/parts/schemas.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import type { KitUsageService } from '../../kits/kits/kit-usage-service.ts'
import type { MembershipService } from '../list-memberships/membership-service.ts'

const INCLUDES = ['locations', 'kits', 'shopping_lists', 'cover'] as const
const MAX_INCLUDE_LENGTH = 200
const MAX_INCLUDE_TOKENS = 10

/** What a list of parts can carry besides the parts. */
export type Include = (typeof INCLUDES)[number]

/**
 * Reads the `include` parameter: names separated by commas; blanks and repetitions do not matter.
 *
 * @throws DomainError 400 for a text that is too long, too many names, or an unknown name.
 */
export function parseInclude(text = ''): Set<Include> {
  if (text.length > MAX_INCLUDE_LENGTH) {
    throw invalidRequest(`include exceeds maximum length of ${MAX_INCLUDE_LENGTH} characters`)
  }
  const tokens = text.split(',')
  if (tokens.length > MAX_INCLUDE_TOKENS)
    throw invalidRequest(`include exceeds maximum of ${MAX_INCLUDE_TOKENS} values`)
  const included = new Set<Include>()
  for (const token of tokens.map((raw) => raw.trim()).filter((name) => name !== '')) {
    const known = INCLUDES.find((name) => name === token)
    if (known === undefined) {
      throw invalidRequest(`invalid include value "${token}"; allowed are ${INCLUDES.join(', ')}`)
    }
    included.add(known)
  }
  return included
}

export interface PartPage {
  limit: number
  offset: number
  typeId: number | null
  include: ReadonlySet<Include>
}

type PageRow = Omit<PartListItem, 'seller_links' | 'locations' | 'kits' | 'shopping_lists'> & { id: number }

/** Reads pages of parts in a constant number of statements: two, and one for each kind of included data. */
export class PartList {
  readonly #db: Database
  readonly #kitUsage: KitUsageService
  readonly #memberships: MembershipService
  readonly #iconSource: SellerIconSource

  constructor(db: Database, kitUsage: KitUsageService, memberships: MembershipService, iconSource: SellerIconSource) {
    this.#db = db
    this.#kitUsage = kitUsage
    this.#memberships = memberships
    this.#iconSource = iconSource
  }

  /** The newest parts first. Included data are lists, empty where there is none; what is not included is null. */
  async read({ limit, offset, typeId, include }: PartPage): Promise<PartListItem[]> {
    if (limit === 0) return []
    const rows =
      typeId === null
        ? await this.#db.query<PageRow>(PART_PAGE, [limit, offset])
        : await this.#db.query<PageRow>(PART_PAGE_OF_TYPE, [limit, offset, typeId])
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    const [links, locations, kits, lists] = await Promise.all([
      this.#sellerLinks(ids),
      include.has('locations') ? this.#stock(ids) : null,
      include.has('kits') ? this.#kitUsage.usagesOf(ids) : null,
      include.has('shopping_lists') ? this.#memberships.membershipsOf(ids) : null,
    ])
    return rows.map(({ id, ...part }) => ({
      ...part,
      seller_links: toSellerLinks(links.get(id) ?? null, this.#iconSource),
      locations: locations && (locations.get(id) ?? []),
      kits: kits && (kits.get(id) ?? []),
      shopping_lists: lists && (lists.get(id) ?? []),
    }))
  }

  async #sellerLinks(ids: number[]): Promise<Map<number, SellerLinkRow[]>> {
    const rows = await this.#db.query<{ part_id: number; seller_links: SellerLinkRow[] }>(SELLER_LINKS, [ids])
    return new Map(rows.map(({ part_id, seller_links }) => [part_id, seller_links]))
  }

  async #stock(ids: number[]): Promise<Map<number, StockSlot[]>> {
    const rows = await this.#db.query<{ part_id: number; slots: StockSlot[] }>(
      `select part_id, json_agg(json_build_object('box_no', box_no, 'loc_no', loc_no, 'qty', qty)
                                order by box_no, loc_no) as slots
         from part_locations where part_id = any ($1::int[]) group by part_id`,
      [ids],
    )
    return new Map(rows.map(({ part_id, slots }) => [part_id, slots]))
  }
}
