import { Migration } from '@mikro-orm/migrations'

/** For the part search: questions that need not be answered as a whole, and numbers of sellers. */
export class SearchBoundsMigration extends Migration {
  override up(): void {
    // As the function with one parameter, for the first ones only.
    this.addSql(`
      create function search_document_ids(query tsquery, most int) returns setof int
        language sql stable strict parallel safe rows 1000 set enable_seqscan to off set enable_indexscan to off
        as 'select d.part_id from part_search_documents d where d.tokens @@ query limit most'`)
    this.addSql('create index ix_seller_parts_bare on seller_parts (bare_part_number(number) collate "C")')
    // Each change leaves the old document behind, which is large.
    this.addSql('alter table part_search_documents set (autovacuum_vacuum_scale_factor = 0.05)')
    this.addSql('alter table part_search_values set (autovacuum_vacuum_scale_factor = 0.05)')
  }
}
