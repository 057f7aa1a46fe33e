import { Migration } from '@mikro-orm/migrations'

/** Where each process runs and of which version it is, so that those who run several can tell them apart. */
export class NamesOfProcessesMigration extends Migration {
  override up(): void {
    this.addSql('alter table process_runs add column host text, add column version text')
  }
}
