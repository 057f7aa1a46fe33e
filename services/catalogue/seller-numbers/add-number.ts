import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { ADD_NUMBER, OWNER_OF_NUMBER } from './statements.ts'

/** What a seller calls a part. */
export interface NewNumber {
  partId: number
  sellerId: number
  number: string
  link: string | null
  minQuantity: number | null
  multiple: number | null
}

/**
 * Adds a number to a part; the caller has locked part and seller against deletion. Blanks around the number are not
 * part of it.
 *
 * @returns its id; null when this part has it already.
 * @throws DomainError 409 when another part has it.
 */
export async function addNumber(unit: UnitOfWork, wanted: NewNumber): Promise<number | null> {
  const number = wanted.number.trim()
  const { partId, sellerId, link, minQuantity, multiple } = wanted
  for (;;) {
    const [added] = await unit.query(ADD_NUMBER, [partId, sellerId, number, link, minQuantity, multiple])
    if (added) return added.id
    const [owner] = await unit.query(OWNER_OF_NUMBER, [sellerId, number, partId])
    if (owner?.is_own) return null
    if (owner) throw numberTaken(number, owner)
    // Whoever had it has deleted it meanwhile.
  }
}

/** 409: a number belongs to one part. */
export function numberTaken(number: string, { key, seller_name }: { key: string; seller_name: string }): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `A seller number with ${number} of ${seller_name} already exists: part ${key} has it`,
    'A record with these values exists already',
  )
}
