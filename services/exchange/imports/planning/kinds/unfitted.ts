import type { RowFields } from '../../../reading/values/fields-of-row.ts'
import { newPartCounts } from '../../matching/match-of-candidates.ts'
import type { MatchedRow } from '../../model.ts'
import type { BomOptions } from '../../options.ts'
import type { KitPlan, PlannedUnfitted } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentKit } from '../present-kit.ts'
import type { Ref } from '../refs.ts'
import type { LeftOut } from './left-out.ts'

/** What a row says that is not fitted, without its part; null for a row that is left out. */
export function unfittedOf(planned: PlannedRow, options: BomOptions): PlannedUnfitted | null {
  const { fields, decision } = planned.row
  if (decision !== null && 'action' in decision && decision.action === 'skip') planned.isSkipped = true
  if (planned.hasErrors || planned.isSkipped) return null
  const designators = fields.designators ?? []
  const counted =
    options.quantity_from === 'designators' && designators.length > 0 ? designators.length : fields.quantity
  return {
    part: null,
    quantity: Math.max(1, counted ?? 1),
    designators,
    value: shownValue(fields),
    note: fields.note ?? null,
  }
}

/**
 * The part of a row that is not fitted, once all rows are planned: it may be one that they create. What the next import of the
 * file finds is taken.
 */
export function unfittedPart(planner: Planner, { fields, match, decision }: MatchedRow): Ref | null {
  const idOf = (key: string | null) => planner.present.parts.get(key ?? '')?.id ?? null
  if (decision !== null && 'part_key' in decision) return idOf(decision.part_key)
  if (newPartCounts(match)) return planner.newPartMeant(fields)?.ref ?? idOf(match.part_key)
  return match.reason === 'number' && planner.hasNewWithNumber(fields) ? null : idOf(match.part_key)
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
  const filled = withParts(planner, kept?.lines ?? kit?.unfitted ?? [], wanted)
  const present = filled.lines
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
  if (missing.length === 0 && removed.length === 0 && kept?.isChanged !== true && !filled.isChanged) return
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

/** Lines whose part was not known when they were written get the one that the file names them with by now. */
function withParts(
  planner: Planner,
  present: readonly PlannedUnfitted[],
  wanted: readonly { line: PlannedUnfitted; planned: PlannedRow }[],
): { lines: readonly PlannedUnfitted[]; isChanged: boolean } {
  if (present.every(({ part }) => part !== null)) return { lines: present, isChanged: false }
  const textOf = textsOf(planner)
  const there = new Set(present.map(textOf))
  const named = new Map(wanted.map((each) => [textOf({ ...each.line, part: null }), each]))
  let isChanged = false
  const lines = present.map((line) => {
    const found = line.part === null ? named.get(textOf(line)) : undefined
    if (found === undefined || found.line.part === null || there.has(textOf(found.line))) return line
    // A value fits other parts as soon as they are there, so it gives no line another part.
    if (found.planned.row.match.reason === 'value_and_package' && found.planned.row.decision === null) {
      found.line.part = null
      return line
    }
    isChanged = true
    const to = planner.label(found.line.part)
    found.planned.effect({ op: 'change', entity: 'kit_line', ref: nameOf(line), field: 'part', to })
    return { ...line, part: found.line.part }
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
