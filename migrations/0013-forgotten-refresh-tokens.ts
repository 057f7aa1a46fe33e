import { Migration } from '@mikro-orm/migrations'

/** Refresh tokens of sessions that were signed out: they must renew nothing, though the provider may still take them. */
export class ForgottenRefreshTokensMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table forgotten_refresh_tokens (
        token_hash text primary key,
        expires_at timestamptz not null
      )`)
    this.addSql('create index ix_forgotten_refresh_tokens_expires_at on forgotten_refresh_tokens (expires_at)')
  }
}
