const PLACE = /^([1-9]\d{0,5})[-/.]([1-9]\d{0,5})$/

/** The box and location that `7-12`, `7/12` or `7.12` mean; null for another text. */
export function placeOf(text: string): { box: number; location: number } | null {
  const [, box, location] = PLACE.exec(text) ?? []
  return box === undefined ? null : { box: Number(box), location: Number(location) }
}
