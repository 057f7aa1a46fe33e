import { Migration } from '@mikro-orm/migrations'

/**
 * A line of a shopping list knows of which order it is, when that has put it there. Receipts that name no order are found by their
 * seller: a file may have their pieces, too.
 */
export class OrdersOfLinesMigration extends Migration {
  override up(): void {
    this.addSql('alter table shopping_list_lines add column order_number varchar(100)')
    this.addSql(`
      create index ix_receipts_without_order on receipts (seller_id, created_at)
       where order_number is null and import_id is null`)
  }
}
