import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { type SellerIconSource, sellerLogoUrl } from '../sellers/logo-url.ts'
import { SellerLink } from './entities.ts'
import type { SellerLinkDto } from './schemas.ts'

/** One part at one seller. */
export interface PartAtSeller {
  partId: number
  sellerId: number
}

type SellerLinkQueryRow = Omit<SellerLinkDto, 'logo_url'> & { logo_s3_key: string | null }

/** Where parts can be bought: at most one link for a part and a seller. A link is never changed, only replaced. */
export class SellerLinkService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** @throws DomainError 404 for an unknown part or seller, 409 when the part has a link to this seller. */
  async create(partKey: string, { sellerId, link }: { sellerId: number; link: string }): Promise<SellerLinkDto> {
    return this.#db.transaction(async (unit) => {
      const partId = await keepPart(unit, partKey)
      await keepSeller(unit, sellerId)
      const created = unit.em.create(SellerLink, { partId, sellerId, link })
      try {
        await unit.em.flush()
      } catch (error) {
        if (!violates(error, 'uq_part_sellers_part_seller')) throw error
        throw resourceConflict('seller link', `part ${partKey} and seller ${sellerId}`)
      }
      return this.#get(created.id)
    })
  }

  /** @throws DomainError 404 for an unknown part, and for a link that is not one of this part. */
  async delete(partKey: string, id: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const partId = await keepPart(unit, partKey)
      const deleted = await unit.query('delete from part_sellers where id = $1 and part_id = $2 returning id', [
        id,
        partId,
      ])
      if (deleted.length === 0) throw recordNotFound('Seller link', id)
    })
  }

  /** The URL of a part at a seller, null when there is none. */
  async linkFor({ partId, sellerId }: PartAtSeller): Promise<string | null> {
    const [row] = await this.#db.query<{ link: string }>(
      'select link from part_sellers where part_id = $1 and seller_id = $2',
      [partId, sellerId],
    )
    return row?.link ?? null
  }

  /** The URLs of many parts at sellers, by part id and then by seller id, read in one statement. */
  async linksFor(wanted: readonly PartAtSeller[]): Promise<Map<number, Map<number, string>>> {
    const links = new Map<number, Map<number, string>>()
    if (wanted.length === 0) return links
    const rows = await this.#db.query<{ part_id: number; seller_id: number; link: string }>(
      `select part_id, seller_id, link
         from part_sellers join unnest($1::int[], $2::int[]) as wanted (part_id, seller_id) using (part_id, seller_id)`,
      [wanted.map(({ partId }) => partId), wanted.map(({ sellerId }) => sellerId)],
    )
    for (const { part_id, seller_id, link } of rows) {
      const ofPart = links.get(part_id) ?? new Map<number, string>()
      links.set(part_id, ofPart.set(seller_id, link))
    }
    return links
  }

  async #get(id: number): Promise<SellerLinkDto> {
    const [row] = await this.#db.query<SellerLinkQueryRow>(
      `select l.id, l.seller_id, s.name as seller_name, s.website as seller_website, l.link, s.logo_s3_key,
              iso_utc(l.created_at) as created_at
         from part_sellers l join sellers s on s.id = l.seller_id
        where l.id = $1`,
      [id],
    )
    if (!row) throw recordNotFound('Seller link', id)
    const { logo_s3_key, ...link } = row
    return { ...link, logo_url: sellerLogoUrl(link.seller_website, logo_s3_key, this.#iconSource) }
  }
}

/** Finds a part that then cannot be deleted before the unit of work ends. */
async function keepPart(unit: UnitOfWork, key: string): Promise<number> {
  const [part] = await unit.query<{ id: number }>('select id from parts where key = $1 for key share', [key])
  if (!part) throw recordNotFound('Part', key)
  return part.id
}

/** Makes sure that a seller exists and cannot be deleted before the unit of work ends. */
async function keepSeller(unit: UnitOfWork, id: number): Promise<void> {
  const sellers = await unit.query('select 1 from sellers where id = $1 for key share', [id])
  if (sellers.length === 0) throw recordNotFound('Seller', id)
}
