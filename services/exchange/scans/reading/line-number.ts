/** The number of a line of an order, as the database holds it; null for a text that is none. */
export function lineNumberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
