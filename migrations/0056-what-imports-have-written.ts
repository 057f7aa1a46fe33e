import { Migration } from '@mikro-orm/migrations'

/** Which imports have written a record is asked for each record of an import that is to be undone. */
export class WhatImportsHaveWrittenMigration extends Migration {
  override up(): void {
    this.addSql('create index ix_import_undo_entity on import_undo (entity, entity_id, import_id)')
  }
}
