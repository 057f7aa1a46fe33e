import { nullable, text, uuid } from '../../../plugins/database/statement.ts'
import type { Reason } from './reasons.ts'

/** Columns of the `whyFields` of a ledger row `h`; goes with `WHY_JOIN`. */
export const WHY_COLUMNS = `
  h.operation_id, h.reason, o.actor, o.actor_name, o.source, o.note, h.lot, h.date_code`
export const WHY_JOIN = 'left join operations o on o.id = h.operation_id'

export const WHY_ROW = {
  operation_id: nullable(uuid),
  reason: text<Reason>(),
  actor: nullable(text()),
  actor_name: nullable(text()),
  source: nullable(text()),
  note: nullable(text()),
  lot: nullable(text()),
  date_code: nullable(text()),
}

/** Where the ledger row with the id `$n` stands in the order of time, also when its part was deleted since. */
export function ledgerPosition(parameter: string): string {
  return `(select timestamp, id from quantity_history where id = ${parameter}::int
           union all select timestamp, id from retired_quantity_history where id = ${parameter}::int)`
}
