import { type CodeReading, plainReading } from './code-reading.ts'
import { readAddress } from './read-address.ts'
import { readBagCode } from './read-bag-code.ts'
import { readLcsc } from './read-lcsc.ts'
import { readBareLabel, readOwnPath } from './read-own-label.ts'
import { readProductCode } from './read-product-code.ts'
import { readTme } from './read-tme.ts'
import { undoScanner } from './undo-scanner.ts'

const LONGEST_NUMBER = 100
/** A number of a part as a label has it alone: no blanks, some digit. */
const NUMBER = /^(?=.*\d)[^\s\p{Cc}]{3,}$/u
/** One field of a bag, as labels have it in a code of its own. */
const PART_FIELD = /^(?:1P|30P|P)(?=.{3})/i

/**
 * Says what a code is and what stands in it, without a look into the inventory. It never throws, and its work is linear
 * in the length of the code.
 *
 * @param code as the scanner has sent it, or as it was typed.
 */
export function readCode(code: string): CodeReading {
  const text = undoScanner(code)
  const reading = readAddress(text) ?? readLcsc(text) ?? readBagCode(text) ?? readTme(text) ?? readPlain(text)
  return { ...reading, words: reading.words.slice(0, 256) }
}

function readPlain(text: string): CodeReading {
  const plain = plainReading(text)
  const path = /[/]/.test(text) ? readOwnPath(text) : null
  if (path) return { ...plain, kind: path.kind, own: path }
  const isNumber = text.length <= LONGEST_NUMBER && NUMBER.test(text)
  const bare = text.replace(PART_FIELD, '')
  const numbers = isNumber ? [...new Set([text, bare])] : []
  const own = readBareLabel(text)
  if (own) return { ...plain, own, isOwnUnsure: true, numbers }
  const productCodes = readProductCode(text)
  if (productCodes.length > 0) return { ...plain, kind: 'product_code', productCodes, numbers }
  return { ...plain, numbers }
}
