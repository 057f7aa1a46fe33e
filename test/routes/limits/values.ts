/** One more than an integer column holds. */
export const MORE_THAN_INT = 2_147_483_648

/** One character more than `length`, each of two UTF-16 units. */
export function text(length: number): string {
  return '\u{1f50c}'.repeat(length + 1)
}
