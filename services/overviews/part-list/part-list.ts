import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { type DomainError, invalidRequest } from '../../../plugins/errors/domain-error.ts'
import { toSellerLinks } from '../../catalogue/seller-links/link-row.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import type { KitUsageService } from '../../kits/kits/kit-usage-service.ts'
import { type Page, type PagePosition, positionBehind } from '../../page-position.ts'
import type { StockSlot } from '../../stock/inventory/schemas.ts'
import type { MembershipService } from '../list-memberships/membership-service.ts'
import type { PartListItem } from './schemas.ts'
import { PART_PAGES, PARTS_OF_IDS, STOCK_OF_PARTS } from './statements.ts'

/** What `include` may name. */
export const INCLUDES = ['locations', 'kits', 'shopping_lists', 'cover'] as const
export const MAX_INCLUDE_LENGTH = 200
export const MAX_INCLUDE_TOKENS = 10
const ONE_INCLUDE = `\\s*(?:${INCLUDES.join('|')})?\\s*`
/** The form of what `parseInclude` takes, as a regular expression. */
export const INCLUDE_PATTERN = `^${ONE_INCLUDE}(?:,${ONE_INCLUDE}){0,${MAX_INCLUDE_TOKENS - 1}}$`

/** What a list of parts can carry besides the parts. */
export type Include = (typeof INCLUDES)[number]

function refuse(message: string): DomainError {
  return invalidRequest(message, { field: 'include', errors: [{ field: 'include', message }] })
}

/**
 * Reads the `include` parameter: names separated by commas; blanks and repetitions do not matter.
 *
 * @throws DomainError 400 for a text that is too long, too many names, or an unknown name.
 */
export function parseInclude(text = ''): Set<Include> {
  if (text.length > MAX_INCLUDE_LENGTH) {
    throw refuse(`include exceeds maximum length of ${MAX_INCLUDE_LENGTH} characters`)
  }
  const tokens = text.split(',')
  if (tokens.length > MAX_INCLUDE_TOKENS) throw refuse(`include exceeds maximum of ${MAX_INCLUDE_TOKENS} values`)
  const included = new Set<Include>()
  for (const token of tokens.map((raw) => raw.trim()).filter((name) => name !== '')) {
    const known = INCLUDES.find((name) => name === token)
    if (known === undefined) {
      throw refuse(`invalid include value "${token}"; allowed are ${INCLUDES.join(', ')}`)
    }
    included.add(known)
  }
  return included
}

export interface PartPage {
  limit: number
  /** Parts to pass over. To pass over many takes long; a position does not. */
  offset: number
  /** Behind which part the page begins; then nothing is passed over. */
  after: PagePosition | null
  typeId: number | null
  include: ReadonlySet<Include>
}

/** What is included, by the ids of the parts; null for what is not. */
interface Extras {
  locations: ReadonlyMap<number, StockSlot[]> | null
  kits: ReadonlyMap<number, NonNullable<PartListItem['kits']>> | null
  lists: ReadonlyMap<number, NonNullable<PartListItem['shopping_lists']>> | null
}

/** Reads pages of parts in a constant number of statements: one, and one for each kind of included data. */
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
  async read(page: PartPage): Promise<Page<PartListItem>> {
    const { limit, include } = page
    const rows = limit === 0 ? [] : await this.#rows(page)
    if (rows.length === 0) return { items: [], next: null }
    const extras = await this.#extras(
      rows.map(({ id }) => id),
      include,
    )
    return { items: rows.map((part) => this.#complete(part, extras)), next: positionBehind(rows, limit) }
  }

  #rows({ limit, offset, after, typeId }: PartPage): Promise<RowOf<typeof PART_PAGES.all>[]> {
    const ofType = typeId === null ? [] : [typeId]
    if (after === null) {
      return this.#db.query(typeId === null ? PART_PAGES.all : PART_PAGES.ofType, [limit, offset, ...ofType])
    }
    const statement = typeId === null ? PART_PAGES.allAfter : PART_PAGES.ofTypeAfter
    return this.#db.query(statement, [limit, after.micros, after.id, ...ofType])
  }

  /** The parts with these ids in their order. Those that are no more are left out. */
  async readAll(ids: readonly number[], include: ReadonlySet<Include>): Promise<PartListItem[]> {
    if (ids.length === 0) return []
    const [rows, extras] = await Promise.all([this.#db.query(PARTS_OF_IDS, [ids]), this.#extras(ids, include)])
    const byId = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const row = byId.get(id)
      return row ? [this.#complete(row, extras)] : []
    })
  }

  async #extras(ids: readonly number[], include: ReadonlySet<Include>) {
    const [locations, kits, lists] = await Promise.all([
      include.has('locations') ? this.#stock(ids) : null,
      include.has('kits') ? this.#kitUsage.usagesOf(ids) : null,
      include.has('shopping_lists') ? this.#memberships.membershipsOf(ids) : null,
    ])
    return { locations, kits, lists }
  }

  #complete(row: RowOf<typeof PARTS_OF_IDS>, { locations, kits, lists }: Extras): PartListItem {
    return {
      ...row,
      seller_links: toSellerLinks(row.seller_links, this.#iconSource),
      locations: locations && (locations.get(row.id) ?? []),
      kits: kits && (kits.get(row.id) ?? []),
      shopping_lists: lists && (lists.get(row.id) ?? []),
    }
  }

  async #stock(ids: readonly number[]): Promise<Map<number, StockSlot[]>> {
    const rows = await this.#db.query(STOCK_OF_PARTS, [ids])
    return new Map(rows.map(({ part_id, slots }) => [part_id, slots]))
  }
}
