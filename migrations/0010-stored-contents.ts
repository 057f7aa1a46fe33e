import { Migration } from '@mikro-orm/migrations'

export class StoredContentsMigration extends Migration {
  override up(): void {
    // Whether an attachment holds a stored picture is decided when its row is written: `picture_key` is the storage key
    // of the picture, null for everything else. Covers are then read by key, without a look at other attachments.
    this.addSql(`
      alter table attachments add column picture_key varchar(500) generated always as (
        case when content_type like 'image/%' and s3_key ~ '^cas/[0-9a-f]{64}$' then s3_key end) stored`)

    // Contents that a sweep has removed, or is removing while `ended_at` is null.
    this.addSql(`
      create table swept_contents (
        s3_key varchar(500) primary key,
        sweep_id uuid not null,
        began_at timestamptz not null default now(),
        ended_at timestamptz
      )`)
    this.addSql('create index ix_swept_contents_sweep_id on swept_contents (sweep_id)')
  }
}
