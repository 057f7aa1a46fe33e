import { INT4_MAX } from '../../../../../plugins/int4.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { ListPlan, PlannedListLine } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentList, PresentListLine } from '../present-list.ts'
import type { Ref } from '../refs.ts'
import { rowSource } from './plan-list.ts'

export interface CartContext {
  list: PresentList | null
  name: string
  sellerName: string | null
  sha256: string
}

/** Plans a cart: its pieces are added to a shopping list, in the column of its seller. */
export async function planCart(
  planner: Planner,
  rows: readonly PlannedRow[],
  { list, name, sellerName, sha256 }: CartContext,
): Promise<void> {
  const plan: ListPlan = { id: list?.id ?? null, name, lines: [] }
  const present = new Map(list?.lines.map((line) => [line.partId, line]))
  const planned = new Map<Ref, { line: PlannedListLine; row: PlannedRow }>()
  await eachInTurns(rows, (row) => {
    const { fields } = row.row
    const source = rowSource(sha256, row.row.rowNo)
    if (planner.present.sources.has(source) || (fields.quantity === 0 && !row.hasErrors)) return
    const part = planner.partOf(row)
    const { quantity } = fields
    if (part === null || quantity === undefined) return
    const named = sellerName ?? fields.seller ?? fields.seller_numbers?.[0]?.seller ?? null
    const seller = named === null ? null : planner.seller(named, row)
    const line = present.get(part)
    if (line !== undefined && !mayRaise(line, seller)) {
      row.problems.error(
        'ALREADY_ON_LIST',
        null,
        `The part is on the list already, ${line.status === 'new' ? 'from another seller' : line.status}: change that line`,
      )
      return
    }
    if ((planned.get(part)?.line.quantity ?? 0) + (line?.ordered ?? 0) + (line?.needed ?? 0) + quantity > INT4_MAX) {
      row.problems.error('QUANTITY_TOO_LARGE', 'quantity', `quantity: a line of a list has at most ${INT4_MAX} pieces`)
      return
    }
    if (part > 0) planner.complete(part, row)
    planner.sellerNumbers(part, row)
    addTo(planner, planned, plan, { row, part, seller, quantity, line })
    planner.plan.sources.push({ key: source, rowNo: row.row.rowNo })
  })
  planner.plan.list = plan
}

function mayRaise({ status, sellerId }: PresentListLine, seller: Ref | null): boolean {
  return status === 'new' && (sellerId === null || sellerId === seller)
}

function addTo(
  planner: Planner,
  planned: Map<Ref, { line: PlannedListLine; row: PlannedRow }>,
  plan: ListPlan,
  {
    row,
    part,
    seller,
    quantity,
    line,
  }: { row: PlannedRow; part: Ref; seller: Ref | null; quantity: number; line: PresentListLine | undefined },
): void {
  const known = planned.get(part)
  if (known !== undefined) {
    known.line.quantity += quantity
    row.problems.warn('LINES_MERGED', null, `The row is added to row ${known.row.row.rowNo}, which has the same part`)
  } else {
    const added: PlannedListLine = { id: line?.id ?? null, part, seller, quantity, note: row.row.fields.note ?? null }
    plan.lines.push(added)
    planned.set(part, { line: added, row })
  }
  const op = known === undefined && line === undefined ? 'create' : 'change'
  row.effect({ op, entity: 'list_line', ref: planner.label(part), field: 'needed', from: null, to: quantity })
}
