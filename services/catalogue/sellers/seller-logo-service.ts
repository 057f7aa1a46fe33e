import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { ContentStore } from '../../documents/documents/content-store.ts'
import type { TypedFile } from '../../documents/documents/file-rules.ts'
import type { SellerDto } from './schemas.ts'
import type { SellerService } from './seller-service.ts'
import { SET_LOGO } from './statements.ts'

/** Logos of sellers. They are stored as documents are: the same bytes once. The old logo stays when there is a new one. */
export class SellerLogoService {
  readonly #contents: ContentStore
  readonly #sellers: SellerService

  constructor(contents: ContentStore, sellers: SellerService) {
    this.#contents = contents
    this.#sellers = sellers
  }

  /** @throws DomainError 404 for an unknown seller; 409 when the file cannot be stored, and the seller is as before. */
  async set(sellerId: number, logo: TypedFile): Promise<SellerDto> {
    // Nothing is stored for an unknown seller. The update of the row checks it again.
    await this.#sellers.get(sellerId)
    return this.#contents.storeThenWrite([logo], async (unit) => {
      const changed = await unit.query(SET_LOGO, [sellerId, this.#contents.keyOf(logo)])
      if (changed.length === 0) throw recordNotFound('Seller', sellerId)
      return this.#sellers.get(sellerId)
    })
  }
}
