import { Migration } from '@mikro-orm/migrations'

/** Counting rounds keep what was counted of parts that are deleted afterwards. */
export class CountsOfDeletedPartsMigration extends Migration {
  override up(): void {
    this.addSql('alter table counting_round_lines drop constraint fk_counting_round_lines_part')
    // Only the constraint looked for lines by their part.
    this.addSql('drop index ix_counting_round_lines_part')
  }
}
