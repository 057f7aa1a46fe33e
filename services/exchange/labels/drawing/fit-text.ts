import { shorten, tidy } from '../content/shorten.ts'
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

/** What a label is known by, as large as it can be: two lines where one would be small. */
export function fitTitle(
  fonts: Fonts,
  text: string,
  { width, size, height }: { width: number; size: number; height: number },
): FittedLine[] {
  const whole = sizeFor(fonts, text, width, size, true)
  const lines = halves(text)
  const half = Math.min(height / 2.4, ...lines.map((line) => sizeFor(fonts, line, width, size, true)))
  if (!text.includes(' ') || half <= whole) return [{ text, size: whole, isBold: true }]
  return lines.map((line) => ({ text: line, size: half, isBold: true }))
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

/** Breaks a text at its blanks into lines that are at most so wide. */
function wrap(fonts: Fonts, text: string, width: number, size: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && fonts.width(longer, size, false) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** A description in at most so many lines: words are left out where they do not fit. */
export function fitWords(
  fonts: Fonts,
  text: string,
  { width, size, lines = 1 }: { width: number; size: number; lines?: number },
): FittedLine[] {
  const fits = (line: string) => fonts.width(line, size, false) <= width
  const shortened = shorten(tidy(text), (shorter) => {
    const wrapped = wrap(fonts, shorter, width, size)
    return wrapped.length <= lines && wrapped.every(fits)
  })
  if (shortened === '') return []
  if (shortened === null) return fitWhole(fonts, text.split(/\s+/u, 1)[0] ?? '', { width, size })
  return wrap(fonts, shortened, width, size).map((line) => ({ text: line, size, isBold: false }))
}
