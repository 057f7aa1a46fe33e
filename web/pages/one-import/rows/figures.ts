import type { Import } from '../../../api/queries/imports.ts'
import { money } from '../../../shared/text/money.ts'
import { count } from '../../../shared/text/numbers.ts'

type Summary = NonNullable<Import['summary']>

/** Rows that a commit writes. */
export function readyOf({ good, warnings }: Summary): number {
  return good + warnings
}

type Figure = readonly [name: string, value: string]

/** What would be made and changed, in figures; what is none is not told. */
export function figuresOf({ to_create: made, to_change: changed, ...summary }: Summary): Figure[] {
  const counts: readonly (readonly [string, number])[] = [
    ['New parts', made.parts],
    ['Known parts filled in', changed.parts],
    ['New kits', made.kits],
    ['Kits that change', changed.kits ?? 0],
    ['New lines of the kit', made.kit_lines],
    ['Lines of the kit that change', changed.kit_lines],
    ['New lines of the list', made.list_lines],
    ['Lines of the list that change', changed.list_lines],
    ['New boxes', made.boxes],
    ['New types', made.types],
    ['New sellers', made.sellers],
    ['Seller numbers remembered', made.seller_parts],
    ['Nothing new in', summary.same],
  ]
  return [
    ...counts.filter(([, value]) => value > 0).map(([name, value]): Figure => [name, count(value)]),
    ...summary.price_totals.map((total): Figure => ['Worth, as the file says', money(total.amount, total.currency)]),
  ]
}
