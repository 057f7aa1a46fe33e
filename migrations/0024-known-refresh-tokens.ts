import { Migration } from '@mikro-orm/migrations'

/** Refresh tokens that the identity provider has issued or renewed: every replica and every later process knows them. */
export class KnownRefreshTokensMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table known_refresh_tokens (
        token_hash text primary key,
        expires_at timestamptz not null
      )`)
    this.addSql('create index ix_known_refresh_tokens_expires_at on known_refresh_tokens (expires_at)')
  }
}
