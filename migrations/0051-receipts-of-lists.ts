import { Migration } from '@mikro-orm/migrations'

/** What a shopping list has received is found by the list, and what an import received by the line. */
export class ReceiptsOfListsMigration extends Migration {
  override up(): void {
    this.addSql(
      `create index ix_operations_received_list on operations ((detail ->> 'list_id')) where effect = 'shopping-list-receipt'`,
    )
    this.addSql(`create index ix_import_undo_received on import_undo (entity_id) where entity = 'list_line_received'`)
  }
}
