/** A slot of a box, as people write it: `7-12`. */
export function placeName({ box_no, loc_no }: { box_no: number; loc_no: number }): string {
  return `${box_no}-${loc_no}`
}

/** Reads a place that was typed or scanned; null when it is none. */
export function readPlace(text: string): { box_no: number; loc_no: number } | null {
  const [, box, slot] = /^\s*(\d{1,6})\s*[-/.\s]\s*(\d{1,6})\s*$/.exec(text) ?? []
  return box === undefined || slot === undefined ? null : { box_no: Number(box), loc_no: Number(slot) }
}
