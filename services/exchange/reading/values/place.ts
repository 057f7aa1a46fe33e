/** A place as its text says it. */
export type ReadPlace =
  | { form: 'address'; boxNo: number; locNo: number }
  /** Names of rooms, shelves and boxes in other systems. */
  | { form: 'path'; path: string }

const ADDRESSES = [
  /^(\d{1,9})\s*[-/.]\s*(\d{1,9})$/,
  /^(\d{1,9})\s+(\d{1,9})$/,
  /^box\s*(\d{1,9})\s*(?:[-/.,]|slot|loc(?:ation)?\.?|no\.?|\s)\s*(\d{1,9})$/i,
]
const ARROWS = /->|→|➤|⟶|>|\\|\//

/**
 * The address or the path that a text names: `7-12`, `Box 7 / 12`, `Room 1->Shelf 1`.
 *
 * @param allPaths every text is a path, as in exports of other systems.
 * @returns null when it is neither.
 */
export function readPlace(text: string, allPaths: boolean): ReadPlace | null {
  const plain = text.normalize('NFKC').trim()
  if (allPaths) return { form: 'path', path: plain }
  for (const form of ADDRESSES) {
    const [, box, loc] = form.exec(plain) ?? []
    if (box !== undefined) return { form: 'address', boxNo: Number(box), locNo: Number(loc) }
  }
  return ARROWS.test(plain) ? { form: 'path', path: plain } : null
}
