import type { ResolvedQuery } from './resolved-query.ts'

/** A query without one of its terms or filters. */
export interface ShorterQuery {
  /** What is left out, as typed. */
  without: string
  /** Ready to be sent. */
  q: string
}

const MOST_TERMS = 6

/**
 * The queries that leave out one term or filter each, to offer those that find something when the whole query does not.
 *
 * @returns empty for fewer than two terms and filters, and for more than six.
 */
export function shorterQueries(q: string, { groups, excluded, filters }: ResolvedQuery): ShorterQuery[] {
  const spans = [...groups, ...excluded, ...filters.map(({ shown }) => shown)].sort((a, b) => a.start - b.start)
  if (spans.length < 2 || spans.length > MOST_TERMS) return []
  return spans.map(({ start, end }) => ({
    without: q.slice(start, end),
    q: `${q.slice(0, start)} ${q.slice(end)}`.replaceAll(/\s+/g, ' ').trim(),
  }))
}
