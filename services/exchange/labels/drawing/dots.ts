/** The dots of a printer with 203 dots an inch, in millimetres: a square of two and a half comes out of two or of three. */
const DOT = 0.125

/** The number of whole dots nearest to a length or a place, in millimetres. */
export function toDot(millimetres: number): number {
  return Math.round(millimetres / DOT) * DOT
}

/** The most whole dots that a length has room for, in millimetres. */
export function wholeDots(length: number): number {
  return Math.floor(length / DOT + 1e-6) * DOT
}
