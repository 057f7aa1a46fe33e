import { NAMES } from '../matching/warnings-of.ts'
import type { CodeReading } from '../reading/code-reading.ts'

const NOTHING_TO_KEEP = 'holds nothing by which a part can be known: send a product code, an address, or one number'
export const HAS_NUMBER = 'has a number of a seller or a maker: a part is known by that'

/** Why nothing of a code is kept, as it follows its name. */
export function whyNotKept({ own, doubts: [doubt], partNumber, sellerPartNumber }: CodeReading): string {
  if (own !== null) return `is the label of ${NAMES[own.kind]} ${own.id}`
  if (partNumber !== null || sellerPartNumber !== null) return HAS_NUMBER
  return doubt === undefined ? NOTHING_TO_KEEP : `may have been read wrongly. ${doubt}`
}
