import { visibleName } from '../../../../plugins/validation/visible-name.ts'
import type { ScanStep } from './scan-step.ts'

/** A number by which a seller knows a part. */
export interface SellerNumber {
  sellerId: number
  sellerName: string
  number: string
}

const LONGEST_NUMBER = 100

/** That the number stays with the part that has it. */
export function notRemembered(number: string): string {
  return `The number ${number} is not remembered: the seller has it for a part already`
}

/** Whose number the part is to be known by, where that is wanted and there is one that is not known yet. */
export function numberToRemember(step: ScanStep, partKey: string): SellerNumber | null {
  const { order, known, warnings } = step
  if (!order.rememberNumber) return null
  const number = visibleName(known.reading.sellerPartNumber ?? '').trim()
  const isKnown = known.matches.some((match) => match.key === partKey && match.reason === 'seller_number')
  if (isKnown) return null
  const {
    sellerIds: [sellerId],
    sellerName,
  } = known
  if (number === '' || number.length > LONGEST_NUMBER || sellerId === undefined || sellerName === null) {
    const cause = number === '' ? 'the code has no number of a seller' : 'its seller is not known'
    warnings.push(`No number is remembered: ${number.length > LONGEST_NUMBER ? 'it is too long' : cause}`)
    return null
  }
  const isOfOther = known.matches.some((match) => match.reason === 'seller_number' && match.seller_id === sellerId)
  if (isOfOther) {
    warnings.push(notRemembered(number))
    return null
  }
  return { sellerId, sellerName, number }
}
