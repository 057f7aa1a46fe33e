import { Migration } from '@mikro-orm/migrations'

/**
 * The answers to requests with an `Idempotency-Key`, so that a repeated request gets the answer of the first. Receipts
 * of shopping lists had keys of their own before.
 */
export class IdempotencyKeysMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table idempotency_keys (
        key_hash bytea primary key,
        fingerprint bytea not null,
        status_code smallint not null,
        headers jsonb not null,
        body text,
        body_hash bytea,
        reference text,
        expires_at timestamptz not null,
        constraint ck_idempotency_keys_status check (status_code >= 200 and status_code < 500),
        constraint ck_idempotency_keys_body check (octet_length(body) <= 65536)
      )`)
    this.addSql('drop table shopping_list_receipts')
    this.addSql('create index ix_idempotency_keys_expires_at on idempotency_keys (expires_at)')
  }
}
