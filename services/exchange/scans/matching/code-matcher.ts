import type { Database, UnitOfWork } from '../../../../plugins/database/database.ts'
import { bareNumber, normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import { shorterNumbers } from '../../imports/matching/shorter-numbers.ts'
import type { CodeReading } from '../reading/code-reading.ts'
import { keptCode } from '../reading/kept-code.ts'
import { lineNumberOf } from '../reading/line-number.ts'
import { tellingNumbersOf } from '../reading/other-numbers.ts'
import { VENDOR_NAMES } from '../reading/vendors.ts'
import { bagId } from './bag-id.ts'
import type { BookedBag, FoundOwn, FoundPart } from './found.ts'
import { type CodeMatch, rankMatches, sureMatch } from './matches.ts'
import { KNOWN_OF_BAG, KNOWN_OF_CODE } from './statements.ts'

const LEAST_NUMBER = 3
/** No number of a part is longer. */
const LONGEST_NUMBER = 100

/** A code, and what the inventory knows of it. */
export interface KnownCode {
  reading: CodeReading
  /** Best first. */
  matches: CodeMatch[]
  /** Sellers of the inventory that the vendor is; mostly one, the oldest first. */
  sellerIds: readonly number[]
  /** The name of the first of them; null where only a part that was found names it. */
  sellerName: string | null
  own: FoundOwn
  bag: BookedBag
  /** By what the part can be known where the code has no number of a seller or a maker; null where by nothing. */
  code: string | null
  /** The part that was named beside the code, and that the code need not mean. */
  named: FoundPart | null
  /** False where there is no location such as was named beside it. */
  isPlaceThere: boolean
  /** The same of the type of a part that is to be made. */
  isTypeThere: boolean
}

/** What is named beside a code; null where it is not. */
export interface NamedBeside {
  partKey: string | null
  boxNo: number | null
  locNo: number | null
  typeId: number | null
}

const NOTHING: NamedBeside = { partKey: null, boxNo: null, locNo: null, typeId: null }

/**
 * Looks a code up in the inventory, and what is named beside it, in one statement.
 *
 * @param locks those of the orders of a bag that is booked: they are taken until the end of the unit of work.
 */
export async function lookUp(
  db: Pick<Database | UnitOfWork, 'query'>,
  reading: CodeReading,
  { partKey, boxNo, locNo, typeId }: NamedBeside = NOTHING,
  locks: readonly number[] = [],
): Promise<KnownCode> {
  const place = boxNo === null || locNo === null ? [null, null] : [boxNo, locNo]
  const values = [
    ...valuesOf(reading),
    partKey,
    ...queryOf(reading),
    ...place,
    typeId,
    keptCode(reading),
    tellingNumbersOf(reading),
  ]
  const [known] = await (locks.length === 0
    ? db.query(KNOWN_OF_CODE, values)
    : db.query(KNOWN_OF_BAG, [...values, locks]))
  if (!known) throw new Error('a code was not looked up')
  const settled = settleOwn(reading, known.own)
  const matches = rankMatches(settled, known.found)
  const meant = settleKind(settled, matches)
  return {
    reading: meant,
    matches,
    sellerIds: known.sellers.length > 0 ? known.sellers.map(({ id }) => id) : sellersOf(matches),
    sellerName: known.sellers[0]?.name ?? null,
    own: known.own,
    bag: known.bag,
    code: keptCode({ ...meant, own: reading.own }),
    named: known.found.find(({ reason }) => reason === 'named') ?? null,
    isPlaceThere: known.is_place_there,
    isTypeThere: known.is_type_there,
  }
}

/** Whose number a code is that says nothing of its seller. */
function sellersOf(matches: readonly CodeMatch[]): number[] {
  const sure = sureMatch(matches)
  return sure?.reason === 'seller_number' && sure.seller_id !== null ? [sure.seller_id] : []
}

function valuesOf(reading: CodeReading): unknown[] {
  const { vendor, own, partNumber, url, orderNumber, lineNumber, bag } = reading
  const names = vendor === null ? null : VENDOR_NAMES[vendor]
  const key = own?.kind === 'own_part' ? own.id : null
  const sellerNumbers = present([reading.sellerPartNumber, ...reading.numbers])
  const number = partNumber === null || partNumber.length > LONGEST_NUMBER ? '' : partNumber
  const bare = bareNumber(number)
  const numbers = [...(bare.length < LEAST_NUMBER ? [] : shorterNumbers(bare)), ...reading.numbers.map(bareNumber)]
  return [
    names?.name ?? null,
    names?.host ?? null,
    url === null ? null : hostsOf(url),
    key,
    /^[A-Z]{4}$/.test(reading.customerReference ?? '') ? reading.customerReference : null,
    sellerNumbers.map(bareNumber).filter((number) => number !== ''),
    sellerNumbers.map((number) => number.toUpperCase()),
    vendor === null && url === null,
    numbers.filter((number) => number.length >= LEAST_NUMBER),
    bare.length < LEAST_NUMBER ? null : normalisePartNumber(number),
    orderNumber,
    lineNumberOf(lineNumber),
    url === null ? null : bareAddress(url),
    reading.productCodes.length === 0 ? null : reading.productCodes,
    own?.kind ?? null,
    own !== null && 'number' in own ? own.number : own?.kind === 'own_location' ? own.boxNo : null,
    own?.kind === 'own_location' ? own.locNo : null,
    bagId(bag),
  ]
}

function present(texts: readonly (string | null)[]): string[] {
  return texts.filter((text) => text !== null)
}

/** The query of an address, and whether a link with another one may be of the same page. */
function queryOf({ url, isByQuery }: CodeReading): unknown[] {
  return [url === null ? null : url.search.slice(1).toLowerCase(), !isByQuery]
}

/** The host and what it is a part of, without `www.`. */
function hostsOf({ hostname }: URL): string[] {
  const labels = hostname
    .replace(/^www\./, '')
    .split('.')
    .slice(-4)
  return labels.slice(0, -1).map((_, place) => labels.slice(place).join('.'))
}

/** As `bare_address` of the database has it. */
function bareAddress({ hostname, port, pathname }: URL): string {
  const host = hostname.replace(/^www\./, '')
  return `${host}${port === '' ? '' : `:${port}`}${pathname}`.toLowerCase().replace(/\/+$/, '')
}

/** Four letters, `7-12` and the address of a page are of our own only when there is such a thing, or was. */
function settleOwn(reading: CodeReading, { exists, deleted_at: deletedAt }: FoundOwn): CodeReading {
  const { own, isOwnUnsure } = reading
  if (own === null || !isOwnUnsure) return reading
  return exists === true || deletedAt !== null ? { ...reading, kind: own.kind } : { ...reading, own: null }
}

/** A number alone that is one of a seller, or of a maker, is that of a bag. */
function settleKind(reading: CodeReading, [best]: readonly CodeMatch[]): CodeReading {
  if (reading.kind !== 'unknown' || reading.numbers.length === 0 || best === undefined) return reading
  const [number = ''] = reading.numbers
  if (best.reason === 'number') return withoutQuantity({ ...reading, partNumber: best.manufacturer_code })
  return best.reason === 'seller_number' ? withoutQuantity({ ...reading, sellerPartNumber: number }) : reading
}

function withoutQuantity(reading: CodeReading): CodeReading {
  return { ...reading, kind: 'distributor_bag', warnings: [...reading.warnings, 'The code holds no quantity'] }
}
