import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { Seller } from './entities.ts'
import { type SellerIconSource, sellerLogoUrl } from './logo-url.ts'
import type { SellerDto, SellerListItem } from './schemas.ts'

const LIST_COLUMNS = 's.id, s.name, s.website, s.logo_s3_key'
const COLUMNS = `${LIST_COLUMNS}, iso_utc(s.created_at) as created_at, iso_utc(s.updated_at) as updated_at`

export interface SellerFields {
  name: string
  website: string
}

/** What changes of a seller; a field that is absent or null stays. */
export type SellerChanges = { [Name in keyof SellerFields]?: SellerFields[Name] | null | undefined }

type WithLogoKey<T> = Omit<T, 'logo_url'> & { logo_s3_key: string | null }

/** Who sells parts. Names are unique, upper and lower case being different. */
export class SellerService {
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** All sellers by name. */
  async list(): Promise<SellerListItem[]> {
    const rows = await this.#db.query<WithLogoKey<SellerListItem>>(
      `select ${LIST_COLUMNS} from sellers s order by s.name, s.id`,
    )
    return rows.map((row) => this.#withLogoUrl(row))
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<SellerDto> {
    const [row] = await this.#db.query<WithLogoKey<SellerDto>>(`select ${COLUMNS} from sellers s where s.id = $1`, [id])
    if (!row) throw recordNotFound('Seller', id)
    return this.#withLogoUrl(row)
  }

  /** @throws DomainError 409 for a name that is taken. */
  async create(fields: SellerFields): Promise<SellerDto> {
    return this.#db.transaction(async ({ em }) => {
      const seller = em.create(Seller, { ...fields })
      await flushNamed(em, fields.name)
      return this.get(seller.id)
    })
  }

  /** @throws DomainError 404 for an unknown id, 409 for a name that is taken. */
  async update(id: number, changes: SellerChanges): Promise<SellerDto> {
    return this.#db.transaction(async ({ em }) => {
      const seller = await em.findOne(Seller, { id })
      if (!seller) throw recordNotFound('Seller', id)
      seller.name = changes.name ?? seller.name
      seller.website = changes.website ?? seller.website
      await flushNamed(em, seller.name)
      return this.get(id)
    })
  }

  /** @throws DomainError 404 for an unknown id, 409 while parts have a link to the seller or it has an open order. */
  async delete(id: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      // Links would go with the seller: with the row locked none can be added between the question and the deletion.
      const sellers = await unit.query('select 1 from sellers where id = $1 for update', [id])
      if (sellers.length === 0) throw recordNotFound('Seller', id)
      const links = await unit.query('select 1 from part_sellers where seller_id = $1 limit 1', [id])
      if (links.length > 0) throw invalidOperation('delete seller', 'it has associated parts')
      const ordered = await unit.query(
        `select 1 from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
          where line.seller_id = $1 and line.status = 'ordered' and list.status = 'active' limit 1`,
        [id],
      )
      if (ordered.length > 0) throw invalidOperation('delete seller', 'an active shopping list has ordered from it')
      await unit.query(`update shopping_list_lines set ordered = 0 where seller_id = $1 and status = 'new'`, [id])
      await unit.query('delete from sellers where id = $1', [id])
    })
  }

  /** Forgets the seller's own logo, if it has one; the stored file stays. @throws DomainError 404 for an unknown id. */
  async deleteLogo(id: number): Promise<SellerDto> {
    await this.#db.query('update sellers set logo_s3_key = null where id = $1 and logo_s3_key is not null', [id])
    return this.get(id)
  }

  /**
   * Finds a seller by name in any case, preferring the same case and then the oldest, or adds it. For imports, which
   * know sellers by name only.
   *
   * @param name at most 255 characters; a blank one is refused.
   * @param website of a seller that has to be added, at most 500 characters; by default guessed from the name.
   */
  async getOrCreateSeller(name: string, website?: string): Promise<SellerDto> {
    const known = await this.#findByName(name)
    if (known) return known
    const [added] = await this.#db.query<{ id: number }>(
      'insert into sellers (name, website) values ($1, $2) on conflict (name) do nothing returning id',
      [isBlank(name) ? null : name, isBlank(website) ? guessWebsite(name) : website],
    )
    if (added) return this.get(added.id)
    // Someone else has added it since.
    const other = await this.#findByName(name)
    if (!other) throw resourceConflict('seller', name)
    return other
  }

  async #findByName(name: string): Promise<SellerDto | undefined> {
    const [row] = await this.#db.query<WithLogoKey<SellerDto>>(
      `select ${COLUMNS} from sellers s where lower(s.name) = lower($1) order by s.name = $1 desc, s.id limit 1`,
      [name],
    )
    return row && this.#withLogoUrl(row)
  }

  #withLogoUrl<Row extends { website: string; logo_s3_key: string | null }>({ logo_s3_key, ...row }: Row) {
    return { ...row, logo_url: sellerLogoUrl(row.website, logo_s3_key, this.#iconSource) }
  }
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}

function guessWebsite(name: string): string {
  return `https://www.${name.toLowerCase().replaceAll(/\s/g, '')}.com`
}

async function flushNamed(em: UnitOfWork['em'], name: string): Promise<void> {
  try {
    await em.flush()
  } catch (error) {
    if (violates(error, 'uq_sellers_name')) throw resourceConflict('seller', name)
    throw error
  }
}
