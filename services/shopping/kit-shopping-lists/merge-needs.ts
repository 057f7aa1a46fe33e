import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE } from '../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { MERGE_NEEDS, type MISSING_PARTS, NOTE_LATE_NEEDS } from './statements.ts'

/** Says where a need comes from, in the notes of lines. */
export interface Provenance {
  kitName: string
  /** Stands in for the note of a content that has none. */
  prefix: string | null
}

interface MergedNeed {
  /** Its place in the kit. */
  place: number
  part_id: number
  quantity: number
  note: string | null
  /** What is noted when the line was ordered or bought already, so that the addition is seen. */
  late_note: string
}

/**
 * Adds needs to the lines of a list that the caller has locked; a part without a line gets a new one, in the
 * order of the needs. Notes are appended. A line that is ordered or done keeps its state, and gets a note in any case.
 *
 * @throws DomainError 409 when a line would need more than an `int` can hold.
 */
export async function mergeNeeds(
  unit: UnitOfWork,
  listId: number,
  needs: readonly RowOf<typeof MISSING_PARTS>[],
  { kitName, prefix }: Provenance,
): Promise<void> {
  const rows: MergedNeed[] = needs.map(({ part_id, quantity, note }, place) => {
    const text = note?.trim() || prefix
    const origin = `[From Kit ${kitName}]:`
    return { place, part_id, quantity, note: text ? `${origin} ${text}` : null, late_note: `${origin} +${quantity}` }
  })
  const values = [listId, JSON.stringify(rows)]
  await unit.query(MERGE_NEEDS, values).catch((error) => {
    if (findDatabaseError(error)?.code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error
    throw invalidOperation('push kit to shopping list', 'a line would need more pieces than can be counted')
  })
  await unit.query(NOTE_LATE_NEEDS, values)
}
