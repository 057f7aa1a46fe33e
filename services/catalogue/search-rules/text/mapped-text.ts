/**
 * A text that was changed for comparing. For each UTF-16 unit it knows which part of the original it came from, so that
 * what is found in it can be shown in the original.
 */
export interface MappedText {
  text: string
  /** Null where nothing was changed: each unit is at its own place, and most texts are such. */
  origins: Origins | null
}

interface Origins {
  /** Where the part of the original starts that a unit came from, by the place of the unit. */
  starts: readonly number[]
  /** Where that part ends, exclusive. */
  ends: readonly number[]
}

/** Changes a text piece by piece and keeps the places. @param change gets the piece and the last unit made so far. */
export function mapPieces(text: string, pieces: RegExp, change: (piece: string, last: string) => string): MappedText {
  const made: string[] = []
  const [starts, ends]: [number[], number[]] = [[], []]
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const changed = change(piece, made.at(-1) ?? '')
    for (let unit = 0; unit < changed.length; unit++) {
      made.push(changed[unit] ?? '')
      starts.push(index)
      ends.push(index + piece.length)
    }
  }
  return { text: made.join(''), origins: { starts, ends } }
}

/** Which part of the original the units from `start` to `end` came from. */
export function originalRange({ text, origins }: MappedText, start: number, end: number): [number, number] {
  if (origins === null) return [Math.min(start, text.length), Math.max(Math.min(end, text.length), start)]
  const { starts, ends } = origins
  const first = starts[start] ?? ends.at(-1) ?? 0
  return [first, Math.max(ends[end - 1] ?? first, first)]
}
