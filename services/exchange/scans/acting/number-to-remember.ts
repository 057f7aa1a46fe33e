import { visibleName } from '../../../../plugins/validation/visible-name.ts'
import { knownAsOfOther } from '../part-codes/known-as.ts'
import type { ScanStep } from './scan-step.ts'

/** By what a part is to be known when its next package is scanned: a number of a seller, or a code that is of none. */
export interface RememberedNumber {
  /** Null for a code. */
  sellerId: number | null
  sellerName: string | null
  number: string
  /** Whether the part has the code already. It stays as long as one of the operations that say so does. */
  isThere: boolean
}

const LONGEST_NUMBER = 100

/** That the number stays with the part that has it. */
export function notRemembered({ sellerId, number }: RememberedNumber): string {
  return sellerId === null
    ? `The code ${number} is not remembered: a part has it already`
    : `The number ${number} is not remembered: the seller has it for a part already`
}

/** By what the part is to be known, where that is wanted and there is something that is not known yet. */
export function numberToRemember(step: ScanStep, partKey: string): RememberedNumber | null {
  const { order, known, warnings } = step
  if (!order.rememberNumber) return null
  const number = visibleName(known.reading.sellerPartNumber ?? '').trim()
  const cause = number === '' || known.sellerName === null ? whyNoCode(step, partKey) : null
  if (cause !== null) {
    warnings.push(`The code is not remembered: ${cause}`)
    return null
  }
  const code = number === '' ? known.code : null
  const owners = known.matches.filter(({ reason }) => reason === (code === null ? 'seller_number' : 'code'))
  const isThere = owners.some(({ key }) => key === partKey)
  if (code !== null && isThere) return { sellerId: null, sellerName: null, number: code, isThere }
  if (isThere) return null
  const remembered =
    code === null ? numberOfSeller(step, number) : { sellerId: null, sellerName: null, number: code, isThere }
  if (remembered === null) return null
  if (owners.every((owner) => owner.seller_id !== remembered.sellerId)) return remembered
  warnings.push(notRemembered(remembered))
  return null
}

/** What is in the way of remembering a code itself, where it says nothing else of its part. */
function whyNoCode({ known }: ScanStep, partKey: string): string | null {
  const { fields, doubts } = known.reading
  if (known.code === null && fields.length > 0) return null
  const [doubt] = known.code === null ? doubts : []
  return knownAsOfOther(known, partKey) ?? (doubt === undefined ? null : `it may have been read wrongly. ${doubt}`)
}

function numberOfSeller({ known, warnings }: ScanStep, number: string): RememberedNumber | null {
  const {
    sellerIds: [sellerId],
    sellerName,
  } = known
  if (number !== '' && number.length <= LONGEST_NUMBER && sellerId !== undefined && sellerName !== null) {
    return { sellerId, sellerName, number, isThere: false }
  }
  const cause = number === '' ? 'the code has no number of a seller' : 'its seller is not known'
  warnings.push(`No number is remembered: ${number.length > LONGEST_NUMBER ? 'it is too long' : cause}`)
  return null
}
