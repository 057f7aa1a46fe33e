import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { demandLinkable } from '../link-scheme.ts'
import { keepPart } from '../parts/part-reference.ts'
import type { PartService } from '../parts/part-service.ts'
import { keepSeller } from '../sellers/seller-lock.ts'
import { addNumber, type NewNumber, numberTaken } from './add-number.ts'
import type { SellerNumberDto } from './schemas.ts'
import { DELETE_NUMBER, NUMBERS_OF_PART, OWNER_OF_NUMBER, SELLER_NUMBER } from './statements.ts'

/** What sellers call parts. A number of a seller, in any case of its letters, belongs to one part. */
export class SellerNumberService {
  readonly #db: Database
  readonly #parts: Pick<PartService, 'identify'>

  constructor(db: Database, parts: Pick<PartService, 'identify'>) {
    this.#db = db
    this.#parts = parts
  }

  /** The numbers of a part by the name of the seller, the oldest of a seller first. @throws DomainError 404. */
  async ofPart(partKey: string): Promise<SellerNumberDto[]> {
    const { id } = await this.#parts.identify(partKey)
    return this.#db.query(NUMBERS_OF_PART, [id])
  }

  /** @throws DomainError 404 for an unknown part or seller; 409 for a number that a part, this one included, has. */
  async add(partKey: string, fields: Omit<NewNumber, 'partId'>): Promise<SellerNumberDto> {
    demandLinkable('link', fields.link)
    return this.#db.transaction(async (unit) => {
      const { id: partId } = await keepPart(unit, { key: partKey })
      await keepSeller(unit, fields.sellerId)
      const id = await addNumber(unit, { ...fields, partId })
      if (id === null) {
        const [owner] = await unit.query(OWNER_OF_NUMBER, [fields.sellerId, fields.number.trim(), partId])
        throw numberTaken(fields.number.trim(), owner ?? { key: partKey, seller_name: `seller ${fields.sellerId}` })
      }
      unit.announce({ kind: 'part', id: partKey })
      const [added] = await unit.query(SELLER_NUMBER, [id])
      if (!added) throw recordNotFound('Seller number', id)
      return added
    })
  }

  /** @throws DomainError 404 for an unknown part, and for a number that is not one of this part. */
  async delete(partKey: string, id: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const { id: partId } = await keepPart(unit, { key: partKey })
      const deleted = await unit.query(DELETE_NUMBER, [id, partId])
      if (deleted.length === 0) throw recordNotFound('Seller number', id)
      unit.announce({ kind: 'part', id: partKey })
    })
  }
}
