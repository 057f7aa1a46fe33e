/** From this size on the bars are those of a full inventory: keys end at 456,976. */
const FULL = 400_000

/** What the search may cost, in milliseconds of a quiet machine and beside its floors. */
export interface Bars {
  search: { p50: number; p99: number }
  worstP99: number
  typingP99: number
  searchByRead: number
  typingByRead: number
  searchByScan: number
  growth: number
  rebuildSeconds: number
}

const USUAL_BARS: Bars = {
  search: { p50: 15, p99: 50 },
  worstP99: 100,
  typingP99: 20,
  searchByRead: 6,
  typingByRead: 3,
  searchByScan: 0.05,
  growth: 4,
  rebuildSeconds: 60,
}
const FULL_BARS: Bars = {
  search: { p50: Number.POSITIVE_INFINITY, p99: 120 },
  worstP99: 250,
  typingP99: 40,
  searchByRead: 10,
  typingByRead: 5,
  searchByScan: 0.02,
  growth: 8,
  rebuildSeconds: 240,
}

/** The bars of an inventory of so many parts. */
export function barsOf(parts: number): Bars {
  return parts >= FULL ? FULL_BARS : USUAL_BARS
}
