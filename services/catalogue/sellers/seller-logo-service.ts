import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { type ContentStore, holdContents } from '../../documents/documents/content-store.ts'
import type { TypedFile } from '../../documents/documents/file-rules.ts'
import type { SellerDto } from './schemas.ts'
import type { SellerService } from './seller-service.ts'

/** Logos of sellers, stored as documents are: the same bytes once, and never removed when a seller gets another. */
export class SellerLogoService {
  readonly #db: Database
  readonly #contents: ContentStore
  readonly #sellers: SellerService

  constructor(db: Database, contents: ContentStore, sellers: SellerService) {
    this.#db = db
    this.#contents = contents
    this.#sellers = sellers
  }

  /** @throws DomainError 404 for an unknown seller; 409 when the file cannot be stored, and the seller is as before. */
  async set(sellerId: number, logo: TypedFile): Promise<SellerDto> {
    return this.#db.transaction(async (unit) => {
      await holdContents(unit)
      const changed = await unit.query('update sellers set logo_s3_key = $2 where id = $1 returning id', [
        sellerId,
        this.#contents.keyOf(logo),
      ])
      if (changed.length === 0) throw recordNotFound('Seller', sellerId)
      await this.#contents.store(logo)
      return this.#sellers.get(sellerId)
    })
  }
}
