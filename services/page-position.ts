/** Behind which record a page of a list begins, newest first: by a time of it and its id. */
export interface PagePosition {
  /** Microseconds since 1970, exactly as the database has the time. */
  micros: number
  id: number
}

/** A page of a list, and where the next one begins; null when this one is not full, so that none follows. */
export interface Page<T> {
  items: T[]
  next: PagePosition | null
}

/**
 * Where the page behind these rows begins.
 *
 * @param limit rows that a full page has; null for a list that is answered as a whole.
 * @returns null when no page follows.
 */
export function positionBehind(
  rows: readonly { id: number; position: number }[],
  limit: number | null,
): PagePosition | null {
  const last = rows.at(-1)
  return last === undefined || limit === null || rows.length < limit ? null : { micros: last.position, id: last.id }
}

/** SQL for the time of a position. */
export function positionOf(time: string): string {
  return `(extract(epoch from ${time}) * 1000000)::bigint as position`
}

/**
 * SQL for being behind a position.
 *
 * @param columns SQL for time and id, by which the list is sorted downwards.
 * @param micros parameter with the time of the position.
 * @param id parameter with its id.
 */
export function isBehind(columns: string, micros: string, id: string): string {
  return `(${columns}) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`
}
