import { Migration } from '@mikro-orm/migrations'

/** What must hold for all replicas while somebody signs in or stays signed in. Every row is short-lived. */
export class SignInMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table used_login_states (
        state_hash text primary key,
        expires_at timestamptz not null
      )`)
    this.addSql('create index ix_used_login_states_expires_at on used_login_states (expires_at)')
    // Without tokens a row is the lock of the replica that is refreshing; with them it is the result that others reuse.
    this.addSql(`
      create table token_refreshes (
        refresh_token_hash text primary key,
        sealed_tokens text,
        expires_at timestamptz not null
      )`)
    this.addSql('create index ix_token_refreshes_expires_at on token_refreshes (expires_at)')
  }
}
