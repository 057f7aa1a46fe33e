import type { Operation } from './operation.ts'

/** The value for the parameter that `writeOperation` reads. */
export function operationValue({ id, reason, author, source, note, effect, undoes }: Operation): string {
  return JSON.stringify({
    id,
    reason,
    actor: author.subject,
    actor_name: author.name,
    source,
    note,
    effect: effect?.kind ?? null,
    detail: effect?.detail ?? null,
    undoes,
  })
}

/**
 * A statement for a `with` list that writes an operation, unless an earlier statement has done it. It answers a row in
 * the former case. Of a chain of undoing and doing again, each has a later time than those before it.
 *
 * @param parameter that has the operation as `operationValue` gives it, such as `$5`.
 * @param from the common table of what is changed: without a row in it, nothing is written.
 */
export function writeOperation(parameter: string, from: string): string {
  return `
    insert into operations (id, timestamp, reason, actor, actor_name, source, note, effect, detail, undoes, root, turns)
    select o.id,
           greatest(clock_timestamp(), undone.timestamp + interval '1 microsecond',
                    (select max(timestamp) from operations where root = coalesce(undone.root, undone.id))
                      + interval '1 microsecond'),
           o.reason, o.actor, o.actor_name, o.source, o.note, o.effect, o.detail, o.undoes,
           coalesce(undone.root, undone.id), coalesce(undone.turns + 1, 0)
      from jsonb_to_record(${parameter}::jsonb)
           o(id uuid, reason text, actor text, actor_name text, source text, note text, effect text, detail jsonb, undoes uuid)
      left join operations undone on undone.id = o.undoes
     where exists (select from ${from})
    on conflict (id) do nothing returning id`
}

/** Columns of the ledger that say why, in the order of `ledgerValues`. */
export const LEDGER_COLUMNS = 'operation_id, reason, lot, date_code'

/**
 * SQL for those columns.
 *
 * @param operation the parameter with the operation.
 * @param bag SQL for the lot and the date code.
 */
export function ledgerValues(operation: string, bag: { lot: string; dateCode: string }): string {
  return `(${operation}::jsonb ->> 'id')::uuid, ${operation}::jsonb ->> 'reason', ${bag.lot}, ${bag.dateCode}`
}
