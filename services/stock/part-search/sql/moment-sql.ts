/**
 * The state of the database that a statement sees, as a text; null where none can be told. Two statements with the same text
 * see the same data: they have the same transactions behind them. The start of the server tells it from the one that it
 * replaced. Not on a standby, whose snapshots do not name all transactions, and not in a transaction that has changed
 * something, since its own changes are in no snapshot. As a query of its own it is computed once a statement.
 */
export const MOMENT = `(select case when not pg_is_in_recovery() and pg_current_xact_id_if_assigned() is null
  then concat(pg_current_snapshot(), ' ', pg_postmaster_start_time()) end)`

/** SQL of what no part may have, if an answer at hand is right: a tsquery of documents, and numbers that sellers know parts by. */
export interface UnlessSql {
  tokens: string
  numbers: string
}

/**
 * The CTE `moment`: the state, and whether it is another one than that of an answer which is at hand. A statement that asks for
 * it in many places would else compute it in each of them.
 *
 * @param known SQL of the state of that answer.
 * @param unless what also makes the answer another one.
 */
export function momentStep(known: string, unless?: UnlessSql): string {
  const isOther = `m.moment is distinct from ${known}`
  const more =
    unless === undefined
      ? ''
      : ` or coalesce(has_search_document(${unless.tokens}), false)
         or exists (select from seller_parts s where bare_part_number(s.number) collate "C" = any (${unless.numbers}))`
  return `moment as materialized (
    select m.moment, ${isOther}${more} as is_other from (select ${MOMENT} as moment) m)`
}

/** SQL for whether something is to be looked for, beside `momentStep`. */
export const IS_OTHER_MOMENT = '(select is_other from moment)'
