import type { Font } from 'fontkit'

const PLAIN = /^[\x20-\x7e]*$/
/** Letters of Latin and Greek that are one sign each. */
const SINGLE = /^[\x20-\x7e\u00a0-\u024f\u0370-\u03ff]*$/
/** Stands for what the font cannot draw: it is measured as it is drawn, and one sign takes one place. */
const MISSING = '□'
/** Signs that are not seen; those that join letters change how these look, and marks of a direction where they stand. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu
const TELLING = /[\u200c-\u200f]/u
const SIGNS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Takes a text apart into what readers take for one sign each. */
export function signsOf(text: string): string[] {
  return SINGLE.test(text) ? [...text] : Array.from(SIGNS.segment(text), ({ segment }) => segment)
}

/** A text as a font can draw it: a box for each sign that the font lacks. */
export function drawable(text: string, font: Font): string {
  if (PLAIN.test(text)) return text
  const composed = text.normalize('NFC').replace(/\s/gu, ' ')
  const has = (letters: string) => [...letters].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
  if (composed.search(UNSEEN) < 0 && has(composed)) return composed
  return signsOf(composed)
    .map((sign) => {
      if (has(sign.replace(UNSEEN, ''))) {
        return sign.replace(UNSEEN, (unseen) => (TELLING.test(unseen) ? unseen : ''))
      }
      return MISSING
    })
    .join('')
}
