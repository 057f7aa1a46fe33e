import { Migration } from '@mikro-orm/migrations'

/** Long texts, as the API takes them. */
const MAX_LONG_TEXT = 50_000

/**
 * Limits of texts and numbers that only the API had, and an index that no text can break.
 *
 * Rows that break a limit already stay as they are until they are changed; the limit is then not marked as valid.
 */
export class TextLimitsMigration extends Migration {
  override up(): void {
    this.addSql(`
      create function tags_fit(tags text[]) returns boolean language sql immutable parallel safe
        return tags is null
            or cardinality(tags) <= 100
               and (select coalesce(bool_and(char_length(tag) <= 100), true) from unnest(tags) as tag)`)
    const checks: [table: string, name: string, condition: string][] = [
      ['parts', 'ck_parts_description_length', `char_length(description) <= ${MAX_LONG_TEXT}`],
      ['parts', 'ck_parts_tags', 'tags_fit(tags)'],
      ['kits', 'ck_kits_description_length', `char_length(description) <= ${MAX_LONG_TEXT}`],
      ['shopping_lists', 'ck_shopping_lists_description_length', `char_length(description) <= ${MAX_LONG_TEXT}`],
      ['boxes', 'ck_boxes_description_length', 'char_length(description) <= 255'],
      ['boxes', 'ck_boxes_box_no', 'box_no >= 1'],
    ]
    for (const [table, name, condition] of checks) {
      this.addSql(`alter table ${table} add constraint ${name} check (${condition}) not valid`)
      this.addSql(`
        do $$ begin
          alter table ${table} validate constraint ${name};
        exception when check_violation then null;
        end $$`)
    }

    // The numbers of a box and of a location in it have up to ten digits each.
    this.addSql('alter table quantity_history alter column location_reference type varchar(21)')

    // An entry of this index holds each three characters that follow one another, and must fit on a page of 8 kB.
    this.addSql('drop index ix_parts_wording')
    this.addSql(`
      create or replace function part_wording(
        description text, manufacturer_code text, manufacturer text, package text, series text
      ) returns text language sql immutable parallel safe
        return lower(left(description, 1000) || ' ' || coalesce(manufacturer_code, '') || ' '
                     || coalesce(manufacturer, '') || ' ' || coalesce(package, '') || ' ' || coalesce(series, ''))`)
    this.addSql(`
      create index ix_parts_wording on parts
        using gist (part_wording(description, manufacturer_code, manufacturer, package, series) gist_trgm_ops (siglen = 128))`)
  }
}
