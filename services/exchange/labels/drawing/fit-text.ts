import { shorten, tidy } from '../content/shorten.ts'
import type { Fonts } from './fonts.ts'
import { cutLines, wrap } from './wrap.ts'

/** A line with the size of its font, in millimetres. */
export interface FittedLine {
  text: string
  size: number
  isBold: boolean
}

/** The smallest letters that people read, in millimetres. */
export const LEAST = 1.4
/** The smallest letters of what a thing is known by. */
const LEAST_TITLE = 1.8
/** A key or an address on a tiny label is rather so small than cut. */
const LEAST_KEY = 0.9
const STEP = 0.1
/** From one line to the next, by the size of the font. */
export const LEADING = 1.2

/** How many lines of a size there is room for. */
export function linesIn(height: number, size: number): number {
  return Math.floor(height / (size * LEADING) + 1e-6)
}

/** The sizes from `most` down to `least`, both included; only `most` where that is the smaller one. */
export function sizesFrom(most: number, least: number): number[] {
  const steps = Math.max(0, Math.floor((most - least) / STEP + 1e-6))
  const sizes = Array.from({ length: steps + 1 }, (_, step) => most - step * STEP)
  return most > least ? [...sizes, least] : sizes
}

/** The largest size up to `most` in which a line is at most so wide. It is as small as that takes. */
export function sizeFor(fonts: Fonts, text: string, width: number, most: number, isBold: boolean): number {
  const own = fonts.width(text, 1, isBold)
  return own === 0 ? most : Math.min(most, width / own)
}

/** What a label is known by, as large as it can be in as many lines as there is room for. @param size the largest. */
export function fitTitle(
  fonts: Fonts,
  text: string,
  { width, size: most, height }: { width: number; size: number; height: number },
): FittedLine[] {
  const title = text.trim().replace(/\s+/gu, ' ')
  const toLines = (lines: readonly string[], size: number) => lines.map((line) => ({ text: line, size, isBold: true }))
  if (!title.includes(' ')) {
    const size = sizeFor(fonts, title, width, most, true)
    if (size >= LEAST_KEY) return toLines([title], size)
  }
  for (const size of sizesFrom(most, LEAST_TITLE)) {
    const { lines, isBroken } = wrap(fonts, title, { width, size, isBold: true, hasHyphens: true })
    if (!isBroken && lines.length <= Math.max(1, linesIn(height, size))) return toLines(lines, size)
  }
  const size = Math.min(most, LEAST_TITLE)
  const setting = { width, size, isBold: true, hasHyphens: true }
  const { lines } = wrap(fonts, title, setting)
  return toLines(cutLines(fonts, lines, Math.max(1, linesIn(height, size)), setting), size)
}

/** A text in at most so many lines of one size: words are left out where they do not fit, and at last letters. */
export function fitWords(
  fonts: Fonts,
  text: string,
  { width, size, lines: most = 1 }: { width: number; size: number; lines?: number },
): FittedLine[] {
  const setting = { width, size, hasHyphens: true }
  const shortened = shorten(tidy(text), (shorter) => {
    const { lines, isBroken } = wrap(fonts, shorter, setting)
    return !isBroken && lines.length <= most
  })
  const { lines } = wrap(fonts, shortened?.text ?? tidy(text).slice(0, 500), setting)
  return cutLines(fonts, lines, most, setting)
    .filter((line) => line !== '')
    .map((line) => ({ text: line, size, isBold: false }))
}
