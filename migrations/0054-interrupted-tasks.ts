import { Migration } from '@mikro-orm/migrations'

/** How often the database was lost in the middle of a task: such a task is run again, a bounded number of times. */
export class InterruptedTasksMigration extends Migration {
  override up(): void {
    this.addSql('alter table tasks add column interruptions int not null default 0')
  }
}
