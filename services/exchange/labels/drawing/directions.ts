import bidiFactory from 'bidi-js'
import { replaceValues } from './values.ts'

const BIDI = bidiFactory()
/** Letters that are written from the right, and the marks that set a direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Marks that are not seen, and set the direction of what stands around them. */
const MARKS = /[\u200e\u200f\u2066\u2069]/g
const [FROM_LEFT, FROM_RIGHT] = ['\u200e', '\u200f']

/** Whether no letter of a text is written from the right: then its words stand side by side as they are. */
export function isFromLeft(text: string): boolean {
  return !RIGHT_TO_LEFT.test(text)
}

/** Whether the first letter of a text is written from the right; null where it has none. */
function beginsFromRight(text: string): boolean | null {
  const [letter] = /\p{L}/u.exec(text) ?? []
  return letter === undefined ? null : LETTER.test(letter)
}

/** The lines of a text, each with the direction that the text begins with: by itself a line has that of its own first letter. */
export function inOneDirection(text: string, lines: readonly string[]): string[] {
  const isFromRight = beginsFromRight(text) === true
  if (isFromLeft(text)) return [...lines]
  const mark = isFromRight ? FROM_RIGHT : FROM_LEFT
  return lines.map((line) => ((beginsFromRight(line) ?? false) === isFromRight ? line : `${mark}${line}`))
}

/** @param text a piece that is read from the right. */
function drawnFromRight(text: string): string {
  // Fonts draw letters of such a script from the right; signs alone are drawn from the left.
  return LETTER.test(text) ? text : [...text].reverse().join('')
}

/** A value that begins with a number has an order of its own; one that is a word is one of the words around it. */
function inItsOrder(value: string, isWord: boolean): string {
  return isWord ? `${value}${FROM_LEFT}` : `\u2066${value}\u2069`
}

/**
 * Takes a line apart into pieces of one direction by the bidirectional algorithm of Unicode, from the left to the right as
 * they are drawn. Fonts draw a piece in its own direction, and a line of both as if it had one.
 */
export function piecesOf(text: string): string[] {
  if (isFromLeft(text)) return [text]
  const line = replaceValues(text, inItsOrder)
  const embedding = BIDI.getEmbeddingLevels(line)
  const { levels } = embedding
  const mirrored = BIDI.getMirroredCharactersMap(line, levels)
  const pieces: number[][] = []
  for (const index of BIDI.getReorderedIndices(line, embedding)) {
    const piece = pieces.at(-1)
    const last = piece?.at(-1)
    const step = (levels[index] ?? 0) % 2 === 1 ? -1 : 1
    if (piece !== undefined && last !== undefined && levels[last] === levels[index] && index === last + step) {
      piece.push(index)
    } else pieces.push([index])
  }
  const drawn = pieces.map((indices) => {
    const isFromRight = (levels[indices[0] ?? 0] ?? 0) % 2 === 1
    const piece = indices
      .toSorted((one, other) => one - other)
      .map((index) => mirrored.get(index) ?? line[index])
      .join('')
      .replaceAll(MARKS, '')
    return isFromRight ? drawnFromRight(piece) : piece
  })
  return drawn.filter((piece) => piece !== '')
}
