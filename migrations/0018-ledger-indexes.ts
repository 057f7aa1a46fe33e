import { Migration } from '@mikro-orm/migrations'

/** Indexes and checks of the ledger, in a transaction of their own: they look at all rows, and reads go on meanwhile. */
export class LedgerIndexesMigration extends Migration {
  override up(): void {
    this.addSql('alter table quantity_history validate constraint ck_quantity_history_reason')
    this.addSql('alter table quantity_history validate constraint fk_quantity_history_operation')
    this.addSql(`
      create index ix_quantity_history_operation on quantity_history (operation_id, id)
        where operation_id is not null`)
    this.addSql(`
      create index ix_quantity_history_box
        on quantity_history (split_part(location_reference, '-', 1), timestamp desc, id desc)
        where operation_id is not null`)
  }
}
