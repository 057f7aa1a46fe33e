/**
 * The state of the database that a statement sees, as a text; null where none can be told. Two statements with the same text
 * see the same data: they have the same transactions behind them. The start of the server tells it from the one that it
 * replaced. Not on a standby, whose snapshots do not name all transactions, and not in a transaction that has changed
 * something, since its own changes are in no snapshot. As a query of its own it is computed once a statement.
 */
export const MOMENT = `(select case when not pg_is_in_recovery() and pg_current_xact_id_if_assigned() is null
  then concat(pg_current_snapshot(), ' ', pg_postmaster_start_time()) end)`
