import bidiFactory from 'bidi-js'

const BIDI = bidiFactory()
/** Letters that are written from the right, and the marks that set a direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether no letter of a text is written from the right: then its words stand side by side as they are. */
export function isFromLeft(text: string): boolean {
  return !RIGHT_TO_LEFT.test(text)
}

/** @param text a piece that is read from the right. */
function drawnFromRight(text: string): string {
  // Fonts draw letters of such a script from the right; signs alone are drawn from the left.
  return LETTER.test(text) ? text : [...text].reverse().join('')
}

/**
 * Takes a line apart into pieces of one direction by the bidirectional algorithm of Unicode, from the left to the right as
 * they are drawn. Fonts draw a piece in its own direction, and a line of both as if it had one.
 */
export function piecesOf(line: string): string[] {
  if (isFromLeft(line)) return [line]
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
  return pieces.map((indices) => {
    const isFromRight = (levels[indices[0] ?? 0] ?? 0) % 2 === 1
    const text = indices
      .toSorted((one, other) => one - other)
      .map((index) => mirrored.get(index) ?? line[index])
      .join('')
    return isFromRight ? drawnFromRight(text) : text
  })
}
