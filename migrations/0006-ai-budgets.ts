import { Migration } from '@mikro-orm/migrations'

/** What all instances together have used of the model, by the day in UTC. */
export class AiBudgetsMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table ai_usage (
        day date primary key,
        tokens bigint not null,
        cost_dollars double precision not null,
        constraint ck_ai_usage_positive check (tokens >= 0 and cost_dollars >= 0)
      )`)
  }
}
