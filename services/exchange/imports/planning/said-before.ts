import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { ImportKind } from '../../reading/kinds.ts'
import { shown } from '../../reading/problems.ts'
import { makerKey } from '../matching/maker-key.ts'
import type { MatchedRow } from '../model.ts'
import { partFacts, type SaidField, saidBy } from './part-facts.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Ref } from './refs.ts'

/** What a row was the first to say of a field. */
interface Saying {
  value: SaidField[1]
  rowNo: number
}

/** What the rows of a file say of one part. */
class Sayings {
  readonly fields = new Map<string, Saying>()

  add({ rowNo, fields }: MatchedRow, kind: ImportKind): void {
    for (const [field, value] of saidBy(partFacts(fields, kind), fields)) {
      if (!this.fields.has(field)) this.fields.set(field, { value, rowNo })
    }
  }
}

/** What earlier rows of a file say of the parts of later ones: the first row that says something counts. */
export class SaidBefore {
  readonly #kind: ImportKind
  /** Most parts have one row; what it says is listed when a second one comes. */
  readonly #parts = new Map<Ref, MatchedRow | Sayings>()

  constructor(kind: ImportKind) {
    this.#kind = kind
  }

  /** Notes a row, and tells what those before it say. */
  note(part: Ref, planned: PlannedRow): ReadonlyMap<string, Saying> {
    planned.hasSaid = true
    const known = this.#parts.get(part)
    if (known === undefined) {
      this.#parts.set(part, planned.row)
      return new Map()
    }
    const sayings = known instanceof Sayings ? known : new Sayings()
    if (!(known instanceof Sayings)) sayings.add(known, this.#kind)
    const before = new Map(sayings.fields)
    sayings.add(planned.row, this.#kind)
    this.#parts.set(part, sayings)
    return before
  }
}

/** Warns when a row says something else than an earlier one, which counts. */
export function warnOfOther({ problems, row }: PlannedRow, [field, value]: SaidField, before: Saying): void {
  if (meansSame(field, value, before.value)) return
  // A link is also that of a number of a seller, and a part may have several.
  if (field === 'product_page' && row.fields.seller_numbers !== undefined) return
  const [own, other] = [shown(String(value)), shown(String(before.value))]
  const remedy = `row ${before.rowNo} counts, so make both say the same`
  problems.warn(
    'ROWS_DIFFER',
    field,
    `${field}: ${own}, but row ${before.rowNo} says ${other} of the same part: ${remedy}`,
  )
}

function meansSame(field: string, a: SaidField[1], b: SaidField[1]): boolean {
  if (a === b) return true
  const [one, other] = [String(a), String(b)]
  if (field === 'manufacturer') return makerKey(one) === makerKey(other)
  if (field === 'manufacturer_code') return bareNumber(one) === bareNumber(other)
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
