import { Migration } from '@mikro-orm/migrations'

/** Wrong codes and tokens are limited by network; the log of access has the whole address beside it. */
export class NetworksOfRefusedCodesMigration extends Migration {
  override up(): void {
    this.addSql('alter table access_log add column network text')
  }
}
