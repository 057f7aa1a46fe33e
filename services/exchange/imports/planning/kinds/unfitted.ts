import type { RowFields } from '../../../reading/values/fields-of-row.ts'
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
    value: shownValue(fields),
    note: fields.note ?? null,
  }
}

/** Our own exports have the value where they describe the part, and its number beside it. */
function shownValue({ key, value, mpn, description }: RowFields): string | null {
  const [first, second] = key === undefined ? [mpn, description] : [description, mpn]
  return value ?? first ?? second ?? null
}

/** What is not fitted is compared as a whole. */
export function planUnfitted(
  planner: Planner,
  kit: PresentKit | null,
  wanted: readonly { line: PlannedUnfitted; planned: PlannedRow }[],
  {
    plan,
    options,
    leftOut,
    first,
    fitted,
  }: {
    plan: KitPlan
    options: BomOptions
    leftOut: LeftOut
    first: PlannedRow | undefined
    /** The rows that fit something, by the designators. */
    fitted: ReadonlyMap<string, PlannedRow>
  },
): void {
  const textOf = textsOf(planner)
  const kept = options.contents === 'merge' ? withoutFitted(kit?.unfitted ?? [], fitted) : null
  const present = kept?.lines ?? kit?.unfitted ?? []
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
  if (missing.length === 0 && removed.length === 0 && kept?.isChanged !== true) return
  plan.unfitted = [...present.filter(isKept), ...missing.map(({ line }) => line)]
}

function nameOf({ designators, value }: PlannedUnfitted): string {
  return designators.join(', ') || (value ?? '')
}

/** Takes places that are fitted now from those that are not. */
function withoutFitted(
  present: readonly PlannedUnfitted[],
  fitted: ReadonlyMap<string, PlannedRow>,
): { lines: PlannedUnfitted[]; isChanged: boolean } {
  let isChanged = false
  const lines = present.flatMap((line) => {
    const row = line.designators.flatMap((name) => fitted.get(name) ?? []).at(0)
    if (row === undefined) return [line]
    isChanged = true
    row.effect({ op: 'remove', entity: 'kit_line', ref: nameOf(line), field: 'unfitted', from: line.quantity })
    const designators = line.designators.filter((name) => !fitted.has(name))
    if (designators.length === 0) return []
    const gone = line.designators.length - designators.length
    const rest = { ...line, designators, quantity: Math.max(1, line.quantity - gone) }
    row.effect({ op: 'create', entity: 'kit_line', ref: nameOf(rest), field: 'unfitted', to: rest.quantity })
    return [rest]
  })
  return { lines, isChanged }
}

/** Tells lines apart; one without a value is shown by the description of its part, and a file has that. */
function textsOf({ present }: Planner): (line: PlannedUnfitted) => string {
  const described = new Map([...present.parts.values()].map(({ id, description }) => [id, description]))
  return ({ part, quantity, designators, value, note }) => {
    const shown = value ?? described.get(part ?? 0) ?? null
    return JSON.stringify([part, quantity, designators, shown, note])
  }
}
