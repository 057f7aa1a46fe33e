import { Migration } from '@mikro-orm/migrations'

/** Indexes that find parts by their number, family and wording, and the count of requests to the distributor. */
export class PartSearchMigration extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm')

    // The outer translate drops every character that the inner one leaves over, that is, all but letters and digits.
    this.addSql(`
      create function bare_part_number(number text) returns text
        language sql immutable strict parallel safe
        return translate(
          upper(number collate "C"),
          translate(upper(number collate "C"), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', ''),
          '')`)
    this.addSql(`
      create function part_wording(
        description text, manufacturer_code text, manufacturer text, package text, series text
      ) returns text language sql immutable parallel safe
        return lower(description || ' ' || coalesce(manufacturer_code, '') || ' ' || coalesce(manufacturer, '') || ' '
                     || coalesce(package, '') || ' ' || coalesce(series, ''))`)

    this.addSql(`
      create index ix_parts_bare_number on parts (bare_part_number(manufacturer_code) collate "C")
        where manufacturer_code is not null`)
    this.addSql(`
      create index ix_parts_bare_series on parts (bare_part_number(series) collate "C") where series is not null`)
    // A tree that answers "the nearest first": its time does not depend on how much the parts have in common.
    this.addSql(`
      create index ix_parts_wording on parts
        using gist (part_wording(description, manufacturer_code, manufacturer, package, series) gist_trgm_ops (siglen = 128))`)

    this.addSql(`
      create table mouser_quota (
        only_row bool primary key default true constraint ck_mouser_quota_only_row check (only_row),
        last_minute timestamptz[] not null default '{}',
        day date not null default '-infinity',
        used_today int not null default 0
      )`)
    this.addSql('insert into mouser_quota default values')
  }
}
