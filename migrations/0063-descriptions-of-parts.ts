import { Migration } from '@mikro-orm/migrations'

/** A part with the very same description is looked for before another one is added. */
export class DescriptionsOfPartsMigration extends Migration {
  override up(): void {
    this.addSql('create index ix_parts_same_description on parts using hash (lower(description))')
  }
}
