/**
 * A text that was changed for comparing. For each UTF-16 unit it knows which part of the original it came from, so that
 * what is found in it can be shown in the original.
 */
export interface MappedText {
  text: string
  /** Where the part of the original starts that a unit came from, by the place of the unit. */
  starts: readonly number[]
  /** Where that part ends, exclusive. */
  ends: readonly number[]
}

/** Changes a text piece by piece and keeps the places. @param change gets the piece and the last unit made so far. */
export function mapPieces(
  { text, starts, ends }: MappedText,
  pieces: RegExp,
  change: (piece: string, last: string) => string,
): MappedText {
  const made: string[] = []
  const [newStarts, newEnds]: [number[], number[]] = [[], []]
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const changed = change(piece, made.at(-1) ?? '')
    const [start, end] = [starts[index] ?? 0, ends[index + piece.length - 1] ?? 0]
    for (let unit = 0; unit < changed.length; unit++) {
      made.push(changed[unit] ?? '')
      newStarts.push(start)
      newEnds.push(end)
    }
  }
  return { text: made.join(''), starts: newStarts, ends: newEnds }
}

/** A text as it is, before any change. */
export function unchanged(text: string): MappedText {
  const starts = Array.from({ length: text.length }, (_, place) => place)
  return { text, starts, ends: starts.map((place) => place + 1) }
}

/** Which part of the original the units from `start` to `end` came from. */
export function originalRange({ starts, ends }: MappedText, start: number, end: number): [number, number] {
  const first = starts[start] ?? ends.at(-1) ?? 0
  return [first, Math.max(ends[end - 1] ?? first, first)]
}
