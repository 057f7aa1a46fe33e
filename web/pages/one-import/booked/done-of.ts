import type { Import } from '../../../api/queries/imports.ts'

/** What was made and changed, in figures; what is none is not told. */
export function doneOf(report: NonNullable<Import['report']>): (readonly [name: string, value: number])[] {
  const { created, changed } = report
  const all: readonly (readonly [string, number])[] = [
    ['Rows written', report.committed_rows],
    ['Pieces that came', report.quantity_added],
    ['Pieces that went', report.quantity_removed],
    ['New parts', created.parts],
    ['Parts filled in', changed.parts],
    ['New kits', created.kits],
    ['Changed kits', changed.kits ?? 0],
    ['New lines of kits', created.kit_lines],
    ['Changed lines of kits', changed.kit_lines],
    ['New lines of lists', created.list_lines],
    ['Changed lines of lists', changed.list_lines],
    ['New boxes', created.boxes],
    ['New types', created.types],
    ['New sellers', created.sellers],
    ['Seller numbers remembered', created.seller_parts],
    ['Rows with nothing new', report.same_rows],
  ]
  return all.filter(([, value]) => value > 0)
}
