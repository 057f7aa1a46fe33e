import { fold } from '../../text/fold.ts'

/** A text folded letter by letter, which is cheap; it serves to find places only, not to read them. */
export interface ScannedText {
  text: string
  /** The place in the original of the unit at a place. */
  originOf: (place: number) => number
}

const ASCII = /^[\0-\x7f]*$/

/** Folds a text for a scan. */
export function scannedText(original: string): ScannedText {
  if (ASCII.test(original)) return { text: original.toLowerCase(), originOf: (place) => place }
  const known = new Map<string, string>()
  const origins: number[] = []
  const pieces: string[] = []
  let place = 0
  for (const letter of original) {
    const folded = known.get(letter) ?? fold(letter)
    known.set(letter, folded)
    pieces.push(folded)
    for (let unit = 0; unit < folded.length; unit++) origins.push(place)
    place += letter.length
  }
  return { text: pieces.join(''), originOf: (unit) => origins[unit] ?? original.length }
}
