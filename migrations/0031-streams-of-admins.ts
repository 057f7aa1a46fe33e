import { Migration } from '@mikro-orm/migrations'

/** An admin's stream behind a gateway is told of everybody's tasks. */
export class StreamsOfAdminsMigration extends Migration {
  override up(): void {
    this.addSql('alter table sse_connections add column is_admin bool not null default false')
  }
}
