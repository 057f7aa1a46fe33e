import { Migration } from '@mikro-orm/migrations'

/** Costs of the model as exact decimals: many small sums add up without rounding. */
export class ExactAiCostsMigration extends Migration {
  override up(): void {
    this.addSql(`
      alter table ai_usage
        drop constraint ck_ai_usage_positive,
        alter column cost_dollars type numeric(14, 6),
        add constraint ck_ai_usage_tokens check (tokens >= 0),
        add constraint ck_ai_usage_cost check (cost_dollars >= 0)`)
  }
}
