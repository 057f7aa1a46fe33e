/** How many values lie at or below each bound of a histogram. */
export type Buckets = ReadonlyMap<number, number>

/**
 * The value below which a share of all lies, as a histogram tells it: between two bounds values are taken for evenly spread.
 *
 * @returns undefined where the histogram is empty.
 */
export function quantile(buckets: Buckets, share: number): number | undefined {
  const bounds = [...buckets].sort(([a], [b]) => a - b)
  const total = bounds.at(-1)?.[1] ?? 0
  if (total <= 0) return undefined
  const wanted = total * share
  let [lower, below] = [0, 0]
  for (const [bound, count] of bounds) {
    if (count >= wanted) {
      if (!Number.isFinite(bound)) return lower
      return count === below ? bound : lower + ((bound - lower) * (wanted - below)) / (count - below)
    }
    lower = bound
    below = count
  }
  return lower
}

/** What has come since an earlier reading. */
export function since(now: Buckets, before: Buckets): Buckets {
  return new Map([...now].map(([bound, count]) => [bound, Math.max(0, count - (before.get(bound) ?? 0))]))
}
