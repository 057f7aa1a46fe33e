import type { Schemas } from '../../api/client.ts'

export interface StockPoint {
  at: number
  pieces: number
}

/**
 * How many pieces there were at each change, oldest first, with the present at the end.
 *
 * @param history newest first, as the service gives it.
 * @param since leaves out what was before, save for the amount at that moment.
 */
export function stockSeries(
  history: readonly Schemas['HistoryEntry'][],
  total: number,
  { since, now }: { since: number; now: number },
): StockPoint[] {
  const points: StockPoint[] = [{ at: now, pieces: total }]
  let pieces = total
  for (const { timestamp, delta_qty } of history) {
    const at = Date.parse(timestamp)
    if (at < since) break
    points.push({ at, pieces })
    pieces -= delta_qty
  }
  const start = Math.max(since, history.length === 0 ? since : Date.parse(history.at(-1)?.timestamp ?? ''))
  // Before the first change, so that each point has a moment of its own.
  points.push({ at: Math.min(start, (points.at(-1)?.at ?? start) - 1), pieces: Math.max(0, pieces) })
  return points.reverse()
}
