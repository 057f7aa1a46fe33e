import { JOINING } from '../content/shorten.ts'
import { inOneDirection, isFromLeft } from './directions.ts'
import { signsOf } from './drawable.ts'
import type { Fonts } from './fonts.ts'
import { keepValues } from './values.ts'

/** How a text is set. Sizes are in millimetres. */
export interface Setting {
  width: number
  /** Of the font. */
  size: number
  isBold?: boolean
  /** Whether a word that is broken gets a hyphen: numbers never do, a hyphen would be read as part of them. */
  hasHyphens?: boolean
}

/** Lines, and whether one of them ends within a word. */
interface Wrapped {
  lines: string[]
  isBroken: boolean
  /** How wide the shortest word is that is broken, by the size of the font; infinity where none is. */
  leastBroken: number
}

/** Where a range breaks rather than between a number and its unit: "4.5 V", "… 36 V". */
const BEFORE_END_OF_RANGE = /\u00a0(?=(?:…|\.{3}|×|x)\u00a0)/u
const MARK = /[-/,;:._·]$/u
/** Letters are a little nearer to each other in a line than in words that are measured one by one. */
const SAFE = 0.998

/** The first signs of a word that fit, at least one; up to a mark where there is one behind the middle. */
function beginning(signs: readonly string[], fits: (text: string) => boolean): number {
  let [most, least] = [signs.length, 1]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(signs.slice(0, middle).join(''))) least = middle
    else most = middle - 1
  }
  const mark = signs.slice(0, least).findLastIndex((sign) => MARK.test(sign)) + 1
  return mark > least / 2 ? mark : least
}

function breakWord(word: string, fits: (text: string) => boolean, hasHyphens: boolean): string[] {
  const lines: string[] = []
  let signs = signsOf(word)
  while (signs.length > 0) {
    if (fits(signs.join(''))) return [...lines, signs.join('')]
    const isWord = hasHyphens && !/\p{N}/u.test(word)
    const count = beginning(signs, (text) => fits(isWord ? `${text}-` : text))
    const isWithin = isWord && /\p{L}/u.test(signs[count - 1] ?? '') && /\p{L}/u.test(signs[count] ?? '')
    lines.push(`${signs.slice(0, count).join('')}${isWithin ? '-' : ''}`)
    signs = signs.slice(count)
  }
  return lines
}

/** Breaks a text at its blanks into lines that are at most so wide; within words only where a word is wider. */
export function wrap(
  fonts: Fonts,
  text: string,
  { width, size, isBold = false, hasHyphens = false }: Setting,
): Wrapped {
  const room = (width / size) * SAFE
  const measure = (word: string) => fonts.width(word, 1, isBold)
  const fits = (word: string) => measure(word) <= room
  const blank = measure(' ')
  const lines: string[] = []
  let leastBroken = Number.POSITIVE_INFINITY
  let used = 0
  const add = (word: string) => {
    const wide = measure(word)
    const last = lines.at(-1)
    if (last !== undefined && used + blank + wide <= room) {
      lines[lines.length - 1] = `${last} ${word}`
      used += blank + wide
    } else {
      lines.push(word)
      used = wide
    }
  }
  for (const joined of (isFromLeft(text) ? text : keepValues(text)).split(' ')) {
    const pieces = fits(joined) ? [joined] : joined.split(BEFORE_END_OF_RANGE)
    for (const word of pieces.flatMap((piece) => (fits(piece) ? [piece] : piece.split(JOINING)))) {
      const parts = fits(word) ? [word] : breakWord(word, fits, hasHyphens)
      if (parts.length > 1) leastBroken = Math.min(leastBroken, measure(word))
      parts.forEach(add)
    }
  }
  return { lines: inOneDirection(text, lines), isBroken: Number.isFinite(leastBroken), leastBroken }
}

/** At most so many lines; the last one ends with "…" where some are left out. */
export function cutLines(fonts: Fonts, lines: readonly string[], most: number, setting: Setting): string[] {
  if (lines.length <= most) return [...lines]
  const kept = lines.slice(0, most)
  const last = signsOf(kept.at(-1) ?? '')
  const room = (setting.width / setting.size) * SAFE
  let count = last.length
  const text = () => `${last.slice(0, count).join('').trimEnd()}…`
  while (count > 1 && fonts.width(text(), 1, setting.isBold ?? false) > room) count -= 1
  return most < 1 ? [] : [...kept.slice(0, -1), text()]
}
