import type { Database } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { demandLinkable } from '../link-scheme.ts'
import { keepPart } from '../parts/part-reference.ts'
import { addNumber } from '../seller-numbers/add-number.ts'
import type { SellerIconSource } from '../sellers/logo-url.ts'
import { keepSeller } from '../sellers/seller-lock.ts'
import { SellerLink } from './entities.ts'
import { toSellerLink } from './link-row.ts'
import type { SellerLinkDto } from './schemas.ts'
import { DELETE_LINK, LINK_AT_SELLER, LINKS_AT_SELLERS, SELLER_LINK } from './statements.ts'

/** One part at one seller. */
export interface PartAtSeller {
  partId: number
  sellerId: number
}

/** A link to be added. */
export interface NewLink {
  sellerId: number
  link: string
  /** What the seller calls the part. */
  number?: string | null
}

/** Links to parts at sellers: at most one for a part and a seller. A link is not changed, but deleted and made anew. */
export class SellerLinkService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /**
   * Adds a link, and the seller's number of the part when there is one.
   *
   * @throws DomainError 404 for an unknown part or seller; 409 when the part has a link to this seller, or another part
   *   has the number.
   */
  async create(partKey: string, { sellerId, link, number = null }: NewLink): Promise<SellerLinkDto> {
    demandLinkable('link', link)
    return this.#db.transaction(async (unit) => {
      const { id: partId } = await keepPart(unit, { key: partKey })
      await keepSeller(unit, sellerId)
      const created = unit.em.create(SellerLink, { partId, sellerId, link })
      try {
        await unit.em.flush()
      } catch (error) {
        if (!violates(error, 'uq_part_sellers_part_seller')) throw error
        throw resourceConflict('seller link', `part ${partKey} and seller ${sellerId}`)
      }
      if (number !== null) {
        await addNumber(unit, { partId, sellerId, number, link: null, minQuantity: null, multiple: null })
      }
      unit.announce({ kind: 'part', id: partKey })
      return this.#get(created.id)
    })
  }

  /** @throws DomainError 404 for an unknown part, and for a link that is not one of this part. */
  async delete(partKey: string, id: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const { id: partId } = await keepPart(unit, { key: partKey })
      const deleted = await unit.query(DELETE_LINK, [id, partId])
      if (deleted.length === 0) throw recordNotFound('Seller link', id)
      unit.announce({ kind: 'part', id: partKey })
    })
  }

  /** The URL of a part at a seller, null when there is none. */
  async linkFor({ partId, sellerId }: PartAtSeller): Promise<string | null> {
    const [row] = await this.#db.query(LINK_AT_SELLER, [partId, sellerId])
    return row?.link ?? null
  }

  /** The URLs of many parts at sellers, by part id and then by seller id, read in one statement. */
  async linksFor(wanted: readonly PartAtSeller[]): Promise<Map<number, Map<number, string>>> {
    const links = new Map<number, Map<number, string>>()
    if (wanted.length === 0) return links
    const rows = await this.#db.query(LINKS_AT_SELLERS, [
      wanted.map(({ partId }) => partId),
      wanted.map(({ sellerId }) => sellerId),
    ])
    for (const { part_id, seller_id, link } of rows) {
      const ofPart = links.get(part_id) ?? new Map<number, string>()
      links.set(part_id, ofPart.set(seller_id, link))
    }
    return links
  }

  async #get(id: number): Promise<SellerLinkDto> {
    const [row] = await this.#db.query(SELLER_LINK, [id])
    if (!row) throw recordNotFound('Seller link', id)
    return toSellerLink(row, this.#iconSource)
  }
}
