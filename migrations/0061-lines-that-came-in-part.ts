import { Migration } from '@mikro-orm/migrations'

/** A line of an order may come in several shipments: each import of it says how many pieces it has received. */
export class LinesThatCameInPartMigration extends Migration {
  override up(): void {
    this.addSql(`
      alter table import_sources
        add column pieces int constraint ck_import_sources_pieces check (pieces > 0)`)
    this.addSql('create index ix_import_sources_pieces on import_sources (source_key) where pieces is not null')
  }
}
