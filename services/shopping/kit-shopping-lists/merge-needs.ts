import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE } from '../../../plugins/database/database-error.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { Need } from './needs.ts'

/** Says where a need comes from, in the notes of lines. */
export interface Provenance {
  kitName: string
  /** Stands in for the note of a content that has none. */
  prefix: string | null
}

interface MergedNeed {
  part_id: number
  quantity: number
  note: string | null
  /** What is noted when the line was ordered or bought already, so that the addition is seen. */
  late_note: string
}

/**
 * Adds needs to the lines of a list that the caller has locked; a part without a line gets a new one. Notes are
 * appended. A line that is ordered or done keeps its state, and gets a note in any case.
 *
 * @throws DomainError 409 when a line would need more than an `int` can hold.
 */
export async function mergeNeeds(
  unit: UnitOfWork,
  listId: number,
  needs: readonly Need[],
  { kitName, prefix }: Provenance,
): Promise<void> {
  const rows: MergedNeed[] = needs.map(({ part_id, quantity, note }) => {
    const text = note?.trim() || prefix
    const origin = `[From Kit ${kitName}]:`
    return { part_id, quantity, note: text ? `${origin} ${text}` : null, late_note: `${origin} +${quantity}` }
  })
  await unit
    .query(
      `insert into shopping_list_lines as line (shopping_list_id, part_id, needed, note)
       select $1, need.part_id, need.quantity, need.note
         from jsonb_to_recordset($2::jsonb) as need (part_id int, quantity int, note text, late_note text)
        order by need.part_id
       on conflict (shopping_list_id, part_id) do update set needed = line.needed + excluded.needed,
         note = nullif(concat_ws(E'\\n', nullif(line.note, ''), excluded.note), '')`,
      [listId, JSON.stringify(rows)],
    )
    .catch((error) => {
      if (findDatabaseError(error)?.code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error
      throw invalidOperation('push kit to shopping list', 'a line would need more pieces than can be counted')
    })
  await unit.query(
    `update shopping_list_lines line
        set note = concat_ws(E'\\n', nullif(line.note, ''), need.late_note || ' after line was ' || line.status)
       from jsonb_to_recordset($2::jsonb) as need (part_id int, late_note text)
      where line.shopping_list_id = $1 and line.part_id = need.part_id and line.status <> 'new'`,
    [listId, JSON.stringify(rows)],
  )
}
