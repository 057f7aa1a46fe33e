import { shorten } from '../content/shorten.ts'
import type { Fonts } from './fonts.ts'

/** A line with the size of its font, in millimetres. */
export interface FittedLine {
  text: string
  size: number
  isBold: boolean
}

/** The smallest letters that people read, in millimetres. */
export const LEAST = 1.4

/** The largest size up to `most` in which a line is at most so wide. It is as small as that takes. */
export function sizeFor(fonts: Fonts, text: string, width: number, most: number, isBold: boolean): number {
  const own = fonts.width(text, 1, isBold)
  return own === 0 ? most : Math.min(most, width / own)
}

/** Breaks a text without blanks in the middle, a text with some at the one nearest to it. */
function halves(text: string): [string, string] {
  const middle = Math.ceil(text.length / 2)
  const blanks = [...text.matchAll(/[\s/,;-]/g)].map(({ index }) => index + 1)
  const nearest = blanks.toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0]
  const at = nearest !== undefined && Math.abs(nearest - middle) <= text.length / 3 ? nearest : middle
  return [text.slice(0, at).trim(), text.slice(at).trim()]
}

/** A number or value, whole: it becomes smaller, and when it would be too small, two lines. */
export function fitWhole(
  fonts: Fonts,
  text: string,
  { width, size, isBold = false }: { width: number; size: number; isBold?: boolean },
): FittedLine[] {
  const fitted = sizeFor(fonts, text, width, size, isBold)
  if (fitted >= LEAST || text.length < 2) return [{ text, size: fitted, isBold }]
  const lines = halves(text)
  const common = Math.min(...lines.map((line) => sizeFor(fonts, line, width, size, isBold)))
  return lines.map((line) => ({ text: line, size: common, isBold }))
}

/** A description in one line: words are left out where they do not fit. */
export function fitWords(
  fonts: Fonts,
  text: string,
  { width, size }: { width: number; size: number },
): FittedLine[] {
  const shortened = shorten(text, (shorter) => fonts.width(shorter, size, false) <= width)
  if (shortened !== null) return shortened === '' ? [] : [{ text: shortened, size, isBold: false }]
  return fitWhole(fonts, text.split(/\s+/u, 1)[0] ?? '', { width, size })
}
