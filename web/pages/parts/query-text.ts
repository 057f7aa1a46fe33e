/** A query without the piece from `start` to `end`. */
export function withoutPiece(q: string, start: number, end: number): string {
  return `${q.slice(0, start)} ${q.slice(end)}`.replace(/\s+/g, ' ').trim()
}

/** A query that is narrowed by one more filter. */
export function narrowed(q: string, filter: string): string {
  return `${q.trim()} ${filter}`.trim()
}
