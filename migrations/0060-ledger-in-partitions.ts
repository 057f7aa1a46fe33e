import { Migration } from '@mikro-orm/migrations'

/** The guard of the ledger knows its two tables apart also where one of them has partitions, whose names are their own. */
export class LedgerInPartitionsMigration extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function guard_ledger() returns trigger language plpgsql as $$
      declare
        is_kept boolean := false;
      begin
        if tg_op = 'DELETE' and tg_table_name = 'retired_quantity_history' then
          is_kept := exists (select from quantity_history h where h.id = old.id and to_jsonb(h) = to_jsonb(old));
        elsif tg_op = 'DELETE' then
          is_kept := exists (select from retired_quantity_history r where r.id = old.id and to_jsonb(r) = to_jsonb(old));
        end if;
        if not is_kept then
          raise exception 'rows of the ledger are added and never changed: % of % is refused', tg_op, tg_table_name
            using errcode = 'restrict_violation';
        end if;
        return old;
      end $$`)
  }
}
