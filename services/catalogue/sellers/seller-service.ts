import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { DeletionGuards } from '../deletion-guards.ts'
import { demandLinkable, isLinkable } from '../link-scheme.ts'
import { Seller } from './entities.ts'
import { type SellerIconSource, sellerLogoUrl } from './logo-url.ts'
import type { SellerDto, SellerListItem } from './schemas.ts'
import {
  ADD_SELLER,
  ALL_SELLERS,
  DELETE_SELLER,
  LINK_TO_SELLER,
  LOCK_SELLER,
  LOCK_SELLER_FIELDS,
  REMOVE_LOGO,
  SELLER,
  SELLER_BY_NAME,
} from './statements.ts'

export interface SellerFields {
  name: string
  website: string
}

/** Changes of a seller. A field that is absent or null stays as it is. */
export type SellerChanges = { [Name in keyof SellerFields]?: SellerFields[Name] | null | undefined }

/** Companies that sell parts. Names are unique; upper and lower case are different. */
export class SellerService {
  /** Services that can refuse the deletion of a seller. */
  readonly deletionGuards = new DeletionGuards()
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** All sellers by name. */
  async list(): Promise<SellerListItem[]> {
    const rows = await this.#db.query(ALL_SELLERS)
    return rows.map((row) => this.#withLogoUrl(row))
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<SellerDto & Versioned> {
    const [row] = await this.#db.query(SELLER, [id])
    if (!row) throw recordNotFound('Seller', id)
    return this.#withLogoUrl(row)
  }

  /** @throws DomainError 409 for a name that is taken. */
  async create(fields: SellerFields): Promise<SellerDto & Versioned> {
    demandLinkable('website', fields.website)
    return this.#db.transaction(async (unit) => {
      const seller = unit.em.create(Seller, { ...fields })
      await flushNamed(unit.em, fields.name)
      unit.announce({ kind: 'seller', id: String(seller.id) })
      return this.get(seller.id)
    })
  }

  /** @throws DomainError 404 for an unknown id, 409 for a name that is taken; StaleVersionError. */
  async update(
    id: number,
    changes: SellerChanges,
    precondition: Precondition | null = null,
  ): Promise<SellerDto & Versioned> {
    demandLinkable('website', changes.website)
    return this.#db.transaction(async (unit) => {
      const { em } = unit
      if (precondition !== null) await demandVersion(unit, id, precondition)
      const seller = await em.findOne(Seller, { id })
      if (!seller) throw recordNotFound('Seller', id)
      seller.name = changes.name ?? seller.name
      seller.website = changes.website ?? seller.website
      await flushNamed(em, seller.name)
      unit.announce({ kind: 'seller', id: String(id) })
      return this.get(id)
    })
  }

  /**
   * @throws DomainError 404 for an unknown id, 409 while parts have a link to the seller or it has an open order;
   * StaleVersionError.
   */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await this.deletionGuards.lock(unit, id)
      // Links are deleted with the seller. While the row is locked, none can be added between the check and the deletion.
      const [seller] = await unit.query(LOCK_SELLER, [id])
      if (!seller) throw recordNotFound('Seller', id)
      precondition?.demand(seller)
      const links = await unit.query(LINK_TO_SELLER, [id])
      if (links.length > 0) throw invalidOperation('delete seller', 'it has associated parts')
      await this.deletionGuards.clear(unit, id, 'delete seller')
      await unit.query(DELETE_SELLER, [id])
    })
  }

  /** Removes the seller's own logo, if it has one; the stored file stays. @throws DomainError 404 for an unknown id. */
  async deleteLogo(id: number): Promise<SellerDto & Versioned> {
    await this.#db.query(REMOVE_LOGO, [id])
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
    const [added] = await this.#db.query(ADD_SELLER, [
      isBlank(name) ? null : name,
      isBlank(website) || !isLinkable(website ?? '') ? guessWebsite(name) : website,
    ])
    if (added) return this.get(added.id)
    // Another request has added it since.
    const other = await this.#findByName(name)
    if (!other) throw resourceConflict('seller', name)
    return other
  }

  async #findByName(name: string): Promise<SellerDto | undefined> {
    const [row] = await this.#db.query(SELLER_BY_NAME, [name])
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

async function demandVersion(unit: UnitOfWork, id: number, precondition: Precondition): Promise<void> {
  const [seller] = await unit.query(LOCK_SELLER_FIELDS, [id])
  if (!seller) throw recordNotFound('Seller', id)
  precondition.demand(seller)
}

async function flushNamed(em: UnitOfWork['em'], name: string): Promise<void> {
  try {
    await em.flush()
  } catch (error) {
    if (violates(error, 'uq_sellers_name')) throw resourceConflict('seller', name)
    throw error
  }
}
