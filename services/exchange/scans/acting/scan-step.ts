import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { visibleName } from '../../../../plugins/validation/visible-name.ts'
import type { Place } from '../../../stock/inventory/inventory-service.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import { partNumbers } from '../../../stock/receipts/part-numbers.ts'
import type { KnownCode } from '../matching/code-matcher.ts'
import { type CodeMatch, likelyMatches, sureMatch } from '../matching/matches.ts'
import { nameOf, namesOf } from '../matching/part-in-words.ts'
import { bookedInWords, missing, NAMES } from '../matching/warnings-of.ts'
import type { OwnLabel } from '../reading/code-reading.ts'
import { lineNumberOf } from '../reading/line-number.ts'
import { otherNumbersOf } from '../reading/other-numbers.ts'
import { MOST_PIECES } from '../reading/read-quantity.ts'
import { confirmationRequired, refuseScan } from './refusals.ts'
import type { ScanOrder } from './scan-action.ts'

const LONGEST = 100

/** What an action works with: the order, and what is known of its code. */
export interface ScanStep {
  unit: UnitOfWork
  order: ScanOrder
  known: KnownCode
  operation: Operation
  /** Filled by the action. */
  warnings: string[]
}

/** What is known of a part without another look. */
export type KnownPart = Pick<CodeMatch, 'id' | 'key' | 'locations'>

/** What is known of the bag, as far as the columns hold it. */
export interface BagFacts {
  lot: string | null
  dateCode: string | null
  orderNumber: string | null
  /** Other numbers of the order. */
  otherNumbers: readonly string[]
  orderLine: number | null
  partNumbers: readonly string[]
}

/** The part that is meant: named by the order, else by the code. @throws DomainError 409 when neither names one. */
export function partOf({ order, known }: ScanStep): { key: string; match: KnownPart | null } {
  const sure = sureMatch(known.matches)
  const key = order.partKey ?? sure?.key
  if (key === undefined) {
    throw refuseScan(order.action, whyUnsure(known))
  }
  const match = known.matches.find((each) => each.key === key)
  return { key, match: match ?? (known.named?.key === key ? known.named : null) }
}

/** That a code is a label of our own, for the middle of a sentence. */
export function labelInWords({ kind, id }: OwnLabel): string {
  return `the code is the label of ${NAMES[kind]} ${id}`
}

function whyUnsure({ matches: [best, ...others], reading: { own: label }, own }: KnownCode): string {
  if (best === undefined && label !== null && own.exists !== true) {
    const gone = missing(label, own)
    return `${gone.charAt(0).toLowerCase()}${gone.slice(1)}`
  }
  if (best === undefined && label !== null && label.kind !== 'own_part') {
    return `${labelInWords(label)}, and no part is named; name one with part_key`
  }
  if (best === undefined) return 'no part is known by the code'
  if (others.length > 0) return 'the code may mean several parts; name one with part_key'
  const how = best.reason === 'number_other_maker' ? ', whose maker is another one' : ''
  return `the code may mean part ${nameOf(best)}${how}; name it with part_key`
}

/** What a label of our own that was scanned says against the order. */
function againstLabel({ order, known: { reading, own } }: Pick<ScanStep, 'order' | 'known'>): string[] {
  const label = reading.own
  // A part that is named as well is looked for by its key.
  if (label === null || label.id === order.partKey) return []
  if (own.exists !== true) return [missing(label, own)]
  if (label.kind === 'own_kit' || label.kind === 'own_pick_list') {
    return [`The code is of ${NAMES[label.kind]} ${label.id}, which is neither a part nor a place`]
  }
  const { boxNo, locNo } = order
  if (boxNo === null || locNo === null || label.kind === 'own_part') return []
  const isThere =
    label.kind === 'own_location' ? label.boxNo === boxNo && label.locNo === locNo : label.number === boxNo
  return isThere ? [] : [`The code is of ${NAMES[label.kind]} ${label.id}, not of ${boxNo}-${locNo}`]
}

/** That a quantity is more than a bag or a location holds: a digit too many, or a number that was scanned into the field. */
function absurdQuantity({ action, qty }: ScanOrder): string[] {
  // More than there is, or than the line of a pick list takes, is refused.
  const isStored = action !== 'take' && action !== 'pick'
  return isStored && qty !== null && qty > MOST_PIECES ? [`The quantity ${qty} is too large to be true`] : []
}

/** Asks for an agreement where the code, or what was done before, speaks against the order. @throws DomainError 409. */
export function demandConfirmed(
  { order, known, warnings }: Pick<ScanStep, 'order' | 'known' | 'warnings'>,
  reasons: readonly string[],
): void {
  const likely = likelyMatches(known.matches)
  const isOther = likely.length > 0 && order.partKey !== null && likely.every(({ key }) => key !== order.partKey)
  const meant = likely.length > 1 ? `may be of the parts ${namesOf(likely)}` : `is of part ${namesOf(likely)}`
  const all = [
    ...(isOther ? [`The code ${meant}, not of ${order.partKey}`] : []),
    ...againstLabel({ order, known }),
    ...absurdQuantity(order),
    ...reasons,
  ]
  if (all.length === 0) return
  if (!order.confirm) throw confirmationRequired(all)
  warnings.push(...all)
}

/** That the bag was booked before; for actions that book it. */
export function bookedBefore({ known }: ScanStep): string[] {
  return bookedInWords(known)
}

/** The place that is meant. @throws DomainError 409 when it is not clear which. */
export function placeOf({ order, known }: ScanStep, match: KnownPart | null): Place {
  const { boxNo, locNo, action } = order
  if (boxNo !== null && locNo !== null) return { boxNo, locNo }
  if (boxNo !== null || locNo !== null) throw refuseScan(action, 'a place needs both box_no and loc_no')
  const { own } = known.reading
  if (own?.kind === 'own_location') return { boxNo: own.boxNo, locNo: own.locNo }
  const box = own?.kind === 'own_box' ? own.number : null
  const [only, ...others] = match?.locations.filter((location) => box === null || location.box_no === box) ?? []
  if (only !== undefined && others.length === 0) return { boxNo: only.box_no, locNo: only.loc_no }
  const inBox = box === null ? '' : ` of box ${box}`
  const cause =
    only === undefined
      ? box === null
        ? 'it is not known where the part is to be'
        : `the part lies in no location${inBox}`
      : `the part lies in several ${box === null ? 'places' : `locations${inBox}`}`
  throw refuseScan(action, `${cause}; name one with box_no and loc_no`)
}

/** The pieces that are meant: of the order, else of the code. @throws DomainError 409 when neither says. */
export function quantityOf({ order, known }: ScanStep): number {
  const qty = order.qty ?? known.reading.quantity
  if (qty === null) throw refuseScan(order.action, 'neither the request nor the code says how many pieces')
  if (qty === 0) throw refuseScan(order.action, 'the quantity must be at least 1')
  return qty
}

/** What the order, else the code, says of the bag. Texts that are too long are left out with a warning. */
export function bagFacts({ order, known: { reading }, warnings }: ScanStep): BagFacts {
  const fitting = (what: string, text: string | null) => {
    const shown = visibleName(text ?? '').trim()
    if (shown === '') return null
    if ([...shown].length <= LONGEST) return shown
    warnings.push(`The ${what} is not stored: it has more than ${LONGEST} characters`)
    return null
  }
  const orderNumber = fitting('order number', order.orderNumber ?? reading.orderNumber)
  return {
    lot: fitting('lot', order.lot ?? reading.lot),
    dateCode: fitting('date code', order.dateCode ?? reading.dateCode),
    orderNumber,
    otherNumbers: orderNumber === null ? [] : otherNumbersOf(reading, orderNumber),
    orderLine: order.orderNumber === null && orderNumber !== null ? lineNumberOf(reading.lineNumber) : null,
    partNumbers: partNumbers([reading.sellerPartNumber, reading.partNumber, ...reading.numbers]),
  }
}
