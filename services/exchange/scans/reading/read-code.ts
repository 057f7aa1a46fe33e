import { type CodeReading, type OwnLabel, plainReading } from './code-reading.ts'
import { firstCode, firstLabel, firstLine, TWO_CODES } from './first-code.ts'
import { readAddress } from './read-address.ts'
import { isRunTogether, readBagCode } from './read-bag-code.ts'
import { readGs1 } from './read-gs1.ts'
import { readJson } from './read-json.ts'
import { readLcsc } from './read-lcsc.ts'
import { readBareLabel, readOwnPage, readOwnPath } from './read-own-label.ts'
import { isWrongProductCode, readProductCode, WRONG_CHECK_DIGIT } from './read-product-code.ts'
import { readTme } from './read-tme.ts'
import { RUN_TOGETHER } from './run-together.ts'
import { undoScanner } from './undo-scanner.ts'

const LONGEST_NUMBER = 100
/** A number of a part as a label has it alone: no blanks, some digit. */
const NUMBER = /^(?=.*\d)[^\s\p{Cc}]{3,}$/u
/** Signs with which no code begins: Code 39 has its asterisks, scanners are set to send the others. */
const FRAME = /^["'%*$~!]{1,3}(?=[^"'%*$~!])/
/** What people ought to know where a scanner has read a code twice, or more often, without the end of the first. */
const TWICE = 'The text holds the same code twice: scan it once more'
const LEAST_TWICE = 4
const MOST_TIMES = 10
const KEY = /^[a-z]{4}$/i
/** One field of a bag, as labels have it in a code of its own. */
const PART_FIELD = /^(?:1P|30P|P)(?=.{3})/i

/**
 * Says what a code is and what stands in it, without a look into the inventory. It never throws, and its work is linear
 * in the length of the code.
 *
 * @param code as the scanner has sent it, or as it was typed.
 */
export function readCode(code: string): CodeReading {
  const { text, isGs1, warnings } = undoScanner(code)
  if (text === null) return { ...plainReading(''), warnings }
  const first = firstCode(text)
  const reading =
    (isGs1 ? readGs1(text, isGs1) : null) ?? (first === null ? readWhole(text) : withOthers(readWhole(first)))
  return { ...reading, words: reading.words.slice(0, 256), warnings: [...warnings, ...reading.warnings] }
}

function readWhole(text: string): CodeReading {
  const known = readText(text)
  if (known !== null) return known
  const first = firstLine(text) ?? firstLabel(text)
  if (first !== null) return withOthers(readWhole(first))
  return readWithoutFrame(text) ?? readPlain(text)
}

function withOthers(reading: CodeReading): CodeReading {
  return { ...reading, warnings: [TWO_CODES, ...reading.warnings] }
}

function readText(text: string): CodeReading | null {
  return (
    readAddress(text) ?? readLcsc(text) ?? readGs1(text, false) ?? readBagCode(text) ?? readTme(text) ?? readJson(text)
  )
}

/** A code in signs that a scanner was set to send in front of codes, and behind them. The search gets what was typed. */
function readWithoutFrame(text: string): CodeReading | null {
  const [front] = FRAME.exec(text) ?? []
  if (front === undefined) return null
  const rest = text.slice(front.length)
  const framed = front.includes(rest.slice(-1)) ? rest.slice(0, -1) : rest
  return readText(framed) ?? { ...readPlain(framed), words: text }
}

/** What a page of ours shows, by its address without a host, or with one and no scheme, as browsers show it. */
function readPage(text: string): OwnLabel | null {
  const url = text.includes('/') && !/\s/.test(text) ? URL.parse(`http://localhost/${text}`) : null
  return url === null ? null : readOwnPage(url)
}

function doubtsOf(text: string): string[] {
  const times = timesIn(text)
  return [
    ...(isWrongProductCode(text) ? [WRONG_CHECK_DIGIT] : []),
    ...(times > 1 ? [times === 2 ? TWICE : `The text holds the same code ${times} times: scan it once more`] : []),
    ...(isRunTogether(text) ? [RUN_TOGETHER] : []),
  ]
}

/** How often a text holds the same number, place or key; 1 for any other text. A product code may repeat its digits. */
function timesIn(text: string): number {
  if (text.length > LONGEST_NUMBER * MOST_TIMES || readProductCode(text).length > 0) return 1
  const sent = text.toUpperCase()
  for (let times = Math.floor(sent.length / LEAST_TWICE); times > 1; times -= 1) {
    const one = sent.slice(0, sent.length / times)
    if (one.repeat(times) === sent && (NUMBER.test(one) || KEY.test(one))) return times
  }
  return 1
}

function readPlain(text: string): CodeReading {
  const plain = { ...plainReading(text), doubts: doubtsOf(text) }
  const path = /[/]/.test(text) ? readOwnPath(text) : null
  if (path) return { ...plain, kind: path.kind, own: path }
  const isNumber = text.length <= LONGEST_NUMBER && NUMBER.test(text)
  const bare = text.replace(PART_FIELD, '')
  const productCodes = readProductCode(text)
  const numbers = isNumber ? [...new Set([text, bare, ...productCodes])] : productCodes
  const own = readBareLabel(text) ?? readPage(text)
  if (own) return { ...plain, own, isOwnUnsure: true, numbers }
  if (productCodes.length > 0) return { ...plain, kind: 'product_code', productCodes, numbers }
  return { ...plain, numbers }
}
