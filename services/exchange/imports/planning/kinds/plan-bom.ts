import { MAX_DESIGNATORS } from '../../../../kits/bills-of-materials/limits.ts'
import type { RowFields } from '../../../reading/values/fields-of-row.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { MatchedRow } from '../../model.ts'
import type { BomOptions } from '../../options.ts'
import type { AlternatesOf } from '../alternates.ts'
import type { KitPlan, PlannedKitLine, PlannedUnfitted } from '../plan.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { PresentKit, PresentKitLine } from '../present-kit.ts'
import type { Ref } from '../refs.ts'
import { type LeftOut, leftOutOf } from './left-out.ts'
import { planUnfitted, unfittedOf, unfittedPart } from './unfitted.ts'

const MOST = 1_000_000

interface Line {
  part: Ref
  required: number
  designators: string[]
  notes: string[]
  /** All rows of the part; the first one plans the line. */
  rows: PlannedRow[]
  planned: PlannedRow
}

/** Plans a bill of materials: the lines of a kit, and what is not fitted. Stock is never touched. */
export async function planBom(
  planner: Planner,
  rows: readonly PlannedRow[],
  {
    options,
    isTargetGiven,
    kit,
    name,
    alternates,
    leftOut: others,
  }: {
    options: BomOptions
    /** Whether somebody has said for how many units the kit is. */
    isTargetGiven: boolean
    kit: PresentKit | null
    name: string
    alternates: AlternatesOf
    /** Rows of the file that are not planned. */
    leftOut: readonly MatchedRow[]
  },
): Promise<void> {
  const lines = new Map<Ref, Line>()
  const unfitted: { line: PlannedUnfitted; planned: PlannedRow }[] = []
  await eachInTurns(rows, (planned) => {
    compareQuantity(planned, options)
    if (planned.row.fields.dnp === true) {
      const line = unfittedOf(planned, options)
      if (line) unfitted.push({ line, planned })
      return
    }
    addLine(planner, lines, planned, options)
  })
  for (const { line, planned } of unfitted) line.part = unfittedPart(planner, planned.row)
  const plan: KitPlan = {
    id: kit?.id ?? null,
    name,
    buildTarget: kit === null ? (options.build_target ?? 1) : null,
    lines: [],
    removed: [],
    unfitted: null,
  }
  const [first] = rows.filter(({ hasErrors, isSkipped }) => !hasErrors && !isSkipped)
  if (kit === null) first?.effect({ op: 'create', entity: 'kit', ref: name })
  else if (isTargetGiven) setTarget(plan, kit, first, options.build_target)
  await eachInTurns(lines.values(), (line) => planLine(planner, plan, kit, line, { options, alternates }))
  const leftOut = leftOutOf(rows, others)
  if (kit !== null && options.contents === 'replace' && first !== undefined) {
    removeOthers(plan, kit, { lines, leftOut, first })
  }
  const fitted = new Map([...lines.values()].flatMap((line) => line.designators.map((name) => [name, line.planned])))
  planUnfitted(planner, kit, unfitted, { plan, options, leftOut, first, fitted })
  planner.plan.kit = plan
}

/** Has a kit that is there be for another number of units. */
function setTarget(plan: KitPlan, kit: PresentKit, first: PlannedRow | undefined, target: number | null): void {
  if (target === null || target === kit.buildTarget) return
  plan.buildTarget = target
  first?.effect({
    op: 'change',
    entity: 'kit',
    ref: kit.name,
    field: 'build_target',
    from: kit.buildTarget,
    to: target,
  })
}

/** Warns where a row has other pieces than places on the board. */
function compareQuantity({ row: { fields }, problems }: PlannedRow, { quantity_from, boards }: BomOptions): void {
  const { quantity, designators } = fields
  if (quantity === undefined || designators === undefined || quantity === designators.length * boards) return
  const pieces = `${quantity} pieces${boards === 1 ? '' : ` for ${boards} boards`}`
  const places = designators.length === 1 ? '1 designator' : `${designators.length} designators`
  const rule = quantity_from === 'designators' ? 'the designators count' : 'the quantity counts'
  const link = boards === 1 ? 'for' : 'and'
  problems.warn('QUANTITY_IS_NOT_DESIGNATORS', 'quantity', `quantity: ${pieces} ${link} ${places}: ${rule}`)
}

/** Pieces for one board. @returns null when the row does not say, or they do not divide; the problem is added. */
function piecesOf(fields: RowFields, planned: PlannedRow, { quantity_from, boards }: BomOptions): number | null {
  const count = fields.designators?.length
  const total = (quantity_from === 'designators' ? (count ?? fields.quantity) : fields.quantity) ?? null
  if (total === null || total === 0) {
    planned.problems.error(
      'QUANTITY_MISSING',
      'quantity',
      'quantity: the row has no designators and no quantity: write how many pieces',
    )
    return null
  }
  const isCounted = quantity_from === 'designators' && count !== undefined
  if (boards === 1 || isCounted) return total
  if (total % boards === 0) return total / boards
  planned.problems.error('QUANTITY_FRACTION', 'quantity', `quantity: ${total} pieces do not divide by ${boards} boards`)
  return null
}

function addLine(planner: Planner, lines: Map<Ref, Line>, planned: PlannedRow, options: BomOptions): void {
  const { fields } = planned.row
  const pieces = planned.hasErrors ? null : piecesOf(fields, planned, options)
  const part = planner.partOf(planned)
  if (part === null || pieces === null || planned.isSkipped) return
  const known = lines.get(part)
  if ((known?.required ?? 0) + pieces > MOST) {
    tooManyPieces(planned)
    return
  }
  if ((known?.designators.length ?? 0) + (fields.designators?.length ?? 0) > MAX_DESIGNATORS) {
    tooManyDesignators(planned)
    return
  }
  planner.sellerNumbers(part, planned)
  const notes = fields.note === undefined ? [] : [fields.note]
  if (known === undefined) {
    lines.set(part, {
      part,
      required: pieces,
      designators: [...(fields.designators ?? [])],
      notes,
      rows: [planned],
      planned,
    })
    return
  }
  known.required += pieces
  known.designators.push(...(fields.designators ?? []))
  known.notes.push(...notes)
  known.rows.push(planned)
  planned.mergedInto = known.planned
  planned.problems.warn(
    'LINES_MERGED',
    null,
    `The row is added to row ${known.planned.row.rowNo}, which has the same part`,
  )
}

function tooManyPieces({ problems }: PlannedRow): void {
  problems.error('QUANTITY_TOO_LARGE', 'quantity', `quantity: a line of a kit has at most ${MOST} pieces`)
}

function tooManyDesignators({ problems }: PlannedRow): void {
  problems.error(
    'TEXT_TOO_LONG',
    'designators',
    `designators: a line of a kit has at most ${MAX_DESIGNATORS}: make two parts of it, or leave some out`,
  )
}

/** Places on the board that are new add a piece each; without places the larger number counts. */
function mergedPieces({ required, designators }: PresentKitLine, line: Line, places: number): number {
  const added = designators.length === 0 ? 0 : places - designators.length
  return Math.max(required + added, line.required)
}

function planLine(
  planner: Planner,
  plan: KitPlan,
  kit: PresentKit | null,
  line: Line,
  { options: { contents }, alternates: alternatesOf }: { options: BomOptions; alternates: AlternatesOf },
): void {
  const present = kit?.lines.get(line.part)
  const isMerge = contents === 'merge' && present !== undefined
  const designators = isMerge ? [...new Set([...present.designators, ...line.designators])] : line.designators
  const required = isMerge ? mergedPieces(present, line, designators.length) : line.required
  const note = [...new Set(line.notes)].join('\n') || (present?.note ?? null)
  const named = new Map(line.rows.flatMap(alternatesOf).map(({ ref, name }) => [ref, name]))
  named.delete(line.part)
  const alternates = [...named.keys()]
  const setsAlternates = alternates.length > 0 && alternates.join() !== present?.alternates.join()
  const label = planner.label(line.part)
  const { planned } = line
  if (designators.length > MAX_DESIGNATORS) {
    tooManyDesignators(planned)
    return
  }
  if (required > MOST) {
    tooManyPieces(planned)
    return
  }
  if (present === undefined) {
    planned.effect({ op: 'create', entity: 'kit_line', ref: label, field: 'required_per_unit', to: required })
  } else {
    const changed = (field: string, from: string | number | null, to: string | number | null) => {
      if (from !== to) planned.effect({ op: 'change', entity: 'kit_line', ref: label, field, from, to })
      return from !== to
    }
    const changes = [
      changed('required_per_unit', present.required, required),
      changed('designators', present.designators.join(', '), designators.join(', ')),
      changed('note', present.note, note),
      setsAlternates &&
        changed('alternates', kit?.alternateKeys.get(present.id)?.join(', ') || null, [...named.values()].join(', ')),
    ]
    if (!changes.includes(true)) return
  }
  const planLine: PlannedKitLine = {
    id: present?.id ?? null,
    part: line.part,
    required,
    designators,
    note,
    alternates,
    setsAlternates,
  }
  plan.lines.push(planLine)
}

function removeOthers(
  plan: KitPlan,
  kit: PresentKit,
  { lines, leftOut, first }: { lines: ReadonlyMap<Ref, Line>; leftOut: LeftOut; first: PlannedRow },
): void {
  for (const [part, { id, partKey, designators }] of kit.lines) {
    const isLeftOut = leftOut.partKeys.has(partKey) || designators.some((name) => leftOut.designators.has(name))
    if (lines.has(part) || isLeftOut) continue
    plan.removed.push({ id, partKey })
    first.effect({ op: 'remove', entity: 'kit_line', ref: partKey })
  }
}
