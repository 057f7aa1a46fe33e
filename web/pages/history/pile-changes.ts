import type { Operation } from '../../api/queries/operations.ts'

/** What undoing adds to a pile, or takes from it when negative. */
export interface PileChange {
  key: string
  place: string
  delta: number
}

/** What undoing these rows of the ledger does, pile by pile. */
export function pileChanges(rows: Operation['rows']): PileChange[] {
  const piles = new Map<string, PileChange>()
  for (const { part_key: key, location_reference: place, delta_qty } of rows) {
    if (place === null) continue
    const name = `${key} ${place}`
    piles.set(name, { key, place, delta: (piles.get(name)?.delta ?? 0) - delta_qty })
  }
  return [...piles.values()].filter(({ delta }) => delta !== 0)
}
