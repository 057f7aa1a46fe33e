import type { CodeReading } from '../reading/code-reading.ts'
import { tradeItemNumber } from '../reading/read-product-code.ts'

const LONGEST = 200

/**
 * By what a code can be told to be of a part once somebody has said so: its product code, its address, or the code itself where it
 * is one number. The same for each package of the part, however it is written.
 *
 * @returns null where the code has a number of a seller or a maker, names something of our own, or says nothing of its part.
 */
export function keptCode(reading: CodeReading): string | null {
  const { kind, own, partNumber, sellerPartNumber, productCodes, fields, numbers, url } = reading
  if (own !== null || partNumber !== null || sellerPartNumber !== null) return null
  const [productCode] = productCodes
  if (productCode !== undefined) return tradeItemNumber(productCode)
  if (url !== null) return shortEnough(addressOf(url, reading.isByQuery))
  const [number] = numbers
  return kind === 'unknown' && fields.length === 0 && number !== undefined ? shortEnough(number.toUpperCase()) : null
}

/** Without what may differ between two addresses that lead to one page. */
function addressOf({ host, pathname, search }: URL, isByQuery: boolean): string {
  const address = `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${isByQuery ? search : ''}`
  return `https://${address}`.toLowerCase()
}

function shortEnough(code: string): string | null {
  return code.length > LONGEST ? null : code
}
