import { Migration } from '@mikro-orm/migrations'

/** Counting rounds keep what they found, and counts are found by their box. */
export class CountingReportsMigration extends Migration {
  override up(): void {
    this.addSql('alter table counting_rounds add column report jsonb')
    this.addSql(`create index ix_operations_counted_box on operations ((detail ->> 'box_no')) where effect = 'count'`)
  }
}
