import type { KitDetail, KitLine } from '../../api/queries/kits.ts'

/** Pieces of a line that are there for this kit, reserved by others, and missing, out of what it needs. */
export interface LineShares {
  need: number
  here: number
  elsewhere: number
  short: number
}

export function lineShares({ total_required: need, in_stock, available }: KitLine): LineShares {
  const here = Math.min(need, Math.max(0, available))
  const elsewhere = Math.min(need - here, Math.max(0, in_stock - here))
  return { need, here, elsewhere, short: need - here - elsewhere }
}

/** How many whole units what is free suffices for; null for a kit without lines. */
export function buildable({ contents }: KitDetail): number | null {
  if (contents.length === 0) return null
  return Math.min(...contents.map((line) => Math.floor(Math.max(0, line.available) / line.required_per_unit)))
}

/** How many pieces of each part are bought for lines: what is short, or what is needed where nothing is. By part key. */
export function piecesToBuy(lines: readonly KitLine[]): Map<string, number> {
  return new Map(lines.map((line) => [line.part.key, line.shortfall || line.total_required || line.required_per_unit]))
}

/** Lines that lack pieces, those that lack most first. */
export function shortLines({ contents }: KitDetail): KitLine[] {
  return contents.filter(({ shortfall }) => shortfall > 0).sort((a, b) => b.shortfall - a.shortfall)
}
