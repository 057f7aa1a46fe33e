import { Migration } from '@mikro-orm/migrations'

/** Bags that were booked by scan, and what finds parts by an address or by a product code. */
export class ScansMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table scanned_bags (
        bag char(64) not null,
        booking int not null constraint ck_scanned_bags_booking check (booking >= 1),
        operation_id uuid not null
          constraint fk_scanned_bags_operation references operations (id),
        constraint scanned_bags_pkey primary key (bag, booking)
      )`)
    this.addSql('create index ix_scanned_bags_operation on scanned_bags (operation_id)')
    // An address without what may differ between two that lead to one page.
    this.addSql(`
      create function bare_address(address text) returns text language sql immutable strict parallel safe
        return regexp_replace(lower(address collate "C"), '^https?://(www[.])?|[?#].*$|/+([?#].*)?$', '', 'g')`)
    // The first number in a text that is long enough for a product code.
    this.addSql(`
      create function long_number(words text) returns text language sql immutable strict parallel safe
        return substring(words collate "C" from '[0-9]{8,14}')`)
    for (const table of ['part_sellers', 'seller_parts']) {
      this.addSql(`create index ix_${table}_address on ${table} (bare_address(link) collate "C")`)
    }
    this.addSql(`
      create index ix_part_sellers_long_number on part_sellers (long_number(link) collate "C")
        where long_number(link) is not null`)
    this.addSql(`
      create index ix_attachments_long_number on attachments
        (long_number(coalesce(title, '') || ' ' || coalesce(filename, '') || ' ' || coalesce(url, '')) collate "C")
        where long_number(coalesce(title, '') || ' ' || coalesce(filename, '') || ' ' || coalesce(url, '')) is not null`)
  }
}
