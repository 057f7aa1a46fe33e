import { Migration } from '@mikro-orm/migrations'

/**
 * The guard of search documents runs for each part that a transaction writes. Where it was planned while there were no documents,
 * it read all of those that the transaction had added before, for each one that followed.
 */
export class SearchGuardByIndexMigration extends Migration {
  override up(): void {
    this.addSql('alter function guard_search_document() set enable_seqscan to off')
  }
}
