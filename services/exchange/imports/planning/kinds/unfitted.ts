import type { BomOptions } from '../../options.ts'
import type { KitPlan, PlannedUnfitted } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentKit } from '../present-kit.ts'
import type { LeftOut } from './left-out.ts'

/** What a row says that is not fitted; null for a row that is left out. */
export function unfittedOf(planner: Planner, planned: PlannedRow, options: BomOptions): PlannedUnfitted | null {
  const { fields, match, decision } = planned.row
  if (decision !== null && 'action' in decision && decision.action === 'skip') planned.isSkipped = true
  if (planned.hasErrors || planned.isSkipped) return null
  const key = decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
  const designators = fields.designators ?? []
  const counted =
    options.quantity_from === 'designators' && designators.length > 0 ? designators.length : fields.quantity
  return {
    part: key === null ? null : (planner.present.parts.get(key)?.id ?? null),
    quantity: Math.max(1, counted ?? 1),
    designators,
    value: fields.value ?? fields.mpn ?? fields.description ?? null,
    note: fields.note ?? null,
  }
}

/** What is not fitted is compared as a whole. */
export function planUnfitted(
  plan: KitPlan,
  kit: PresentKit | null,
  wanted: readonly { line: PlannedUnfitted; planned: PlannedRow }[],
  { options, leftOut, first }: { options: BomOptions; leftOut: LeftOut; first: PlannedRow | undefined },
): void {
  const present = kit?.unfitted ?? []
  const there = new Set(present.map(textOf))
  const missing = wanted.filter(({ line }) => !there.has(textOf(line)))
  const named = new Set(wanted.map(({ line }) => textOf(line)))
  const isKept = (line: PlannedUnfitted) =>
    options.contents === 'merge' ||
    first === undefined ||
    named.has(textOf(line)) ||
    line.designators.some((name) => leftOut.designators.has(name))
  const removed = present.filter((line) => !isKept(line))
  for (const { line, planned } of missing) {
    planned.effect({ op: 'create', entity: 'kit_line', ref: nameOf(line), field: 'unfitted', to: line.quantity })
  }
  for (const line of removed) {
    first?.effect({ op: 'remove', entity: 'kit_line', ref: nameOf(line), field: 'unfitted', from: line.quantity })
  }
  if (missing.length === 0 && removed.length === 0) return
  plan.unfitted = [...present.filter(isKept), ...missing.map(({ line }) => line)]
}

function nameOf({ designators, value }: PlannedUnfitted): string {
  return designators.join(', ') || (value ?? '')
}

function textOf({ part, quantity, designators, value, note }: PlannedUnfitted): string {
  return JSON.stringify([part, quantity, designators, value, note])
}
