import { bareNumber, normalisePartNumber } from '../../part-identity/part-number.ts'

/**
 * A number as its tokens hold it: letters and digits, and a point behind each run of digits. So a test for a beginning
 * tells LM35 (`LM35.`) from LM358 (`LM358.`), and `LM35` without the point finds both.
 */
export function encodeNumber(bare: string): string {
  return bare.replaceAll(/\d+/g, '$&.')
}

/**
 * The same for a number as it is written: a point or comma between two digits parts them, other separators do not count.
 * So `125` is not in ABC12.5.
 */
export function encodeWritten(written: string): string {
  const numbers = written.toUpperCase().split(/(?<=\d)[.,](?=\d)/)
  return numbers.map((number) => encodeNumber(bareNumber(number))).join('')
}

/** The letters and digits that the code of a number stands for. */
export function lengthOfCode(code: string): number {
  return code.replaceAll('.', '').length
}

/** The code that a beginning which may end within digits has. */
export function openEnd(code: string): string {
  return code.replace(/\.$/, '')
}

/** Longer beginnings are not searched for inside of numbers. */
export const LONGEST_PART = 40
/** Inside of a number at least so many characters must agree. */
const SHORTEST_PART = 3

/** A number of a part, as its tokens hold it. */
export interface NumberCode {
  /** The whole number, or what follows the place. */
  code: string
  /** How many letters and digits of the number come before. */
  offset: number
}

/** The written number in pieces that no separator divides, each of letters and digits. */
function piecesOf(written: string): string[] {
  return written.toUpperCase().match(/[A-Z0-9]+/g) ?? []
}

/** Codes of the number with and without its separators between digits: both may be typed. */
function codesOf(written: string): string[] {
  return [...new Set([encodeWritten(written), piecesOf(written).map(encodeNumber).join('')])]
}

/**
 * What remains of a number from each place where a match may begin: never inside a run of digits, so that `805` is not
 * found in 7805. The whole number comes first.
 */
export function numberCodes(written: string): NumberCode[] {
  const found = new Map<string, NumberCode>()
  for (const whole of codesOf(written)) {
    let offset = 0
    for (let place = 0; place < whole.length; place++) {
      const code = place === 0 ? whole : whole.slice(place, place + LONGEST_PART)
      const mayBegin = !/^\d/.test(code) || !/\d/.test(whole[place - 1] ?? '')
      const isLong = offset === 0 || lengthOfCode(code) >= SHORTEST_PART
      if (!code.startsWith('.') && mayBegin && isLong && !found.has(`${offset} ${code}`)) {
        found.set(`${offset} ${code}`, { code, offset })
      }
      if (whole[place] !== '.') offset++
    }
  }
  return [...found.values()]
}

/** The number without separators, and without what says how the part is packed. */
export function bareForms(written: string): string[] {
  return [...new Set([bareNumber(written), normalisePartNumber(written)])].filter((bare) => bare !== '')
}

/** Whole pieces of a number, as a value or a size may stand among them: `10K` in ABC-25-10K. */
export function wholePieces(written: string): string[] {
  const pieces = written.toUpperCase().split(/[^A-Z0-9.]+/)
  return [...new Set(pieces.map((piece) => piece.replaceAll(/^\.+|\.+$/g, '')).filter((piece) => piece !== ''))]
}
