import type { CodeReading } from './code-reading.ts'
import { tradeItemNumber } from './read-product-code.ts'

const LONGEST = 200
/** Parameters that say where a visitor comes from, and nothing of the page. */
const TRACKING = /^(?:utm_[^=]*|gclid|fbclid|msclkid)(?:=|$)/i

/**
 * By what a code can be told to be of a part once somebody has said so: its product code, its address, or the code itself where it
 * is one number. The same for each package of the part, however it is written.
 *
 * @returns null where the code has a number of a seller or a maker, names something of our own, says nothing of its part, or may have been
 *   read wrongly.
 */
export function keptCode(reading: CodeReading): string | null {
  const { kind, own, partNumber, sellerPartNumber, productCodes, fields, numbers, url, doubts } = reading
  if (own !== null || partNumber !== null || sellerPartNumber !== null || doubts.length > 0) return null
  const [productCode] = productCodes
  if (productCode !== undefined) return tradeItemNumber(productCode)
  if (url !== null) return shortEnough(addressOf(url))
  const [number] = numbers
  return kind === 'unknown' && fields.length === 0 && number !== undefined ? shortEnough(number.toUpperCase()) : null
}

/** With all that may tell two pages apart: shops have their parts in the path, in the query and in the fragment, in any case. */
function addressOf({ host, pathname, search, hash }: URL): string {
  const parameters = search.slice(1).split('&')
  const telling = parameters.filter((parameter) => parameter !== '' && !TRACKING.test(parameter)).join('&')
  return `https://${host.replace(/^(?:www\.)+(?=.)/, '')}${pathname.replace(/\/+$/, '')}${telling === '' ? '' : `?${telling}`}${hash}`
}

function shortEnough(code: string): string | null {
  return code.length > LONGEST ? null : code
}
