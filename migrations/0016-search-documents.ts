import { Migration } from '@mikro-orm/migrations'

/** The columns of `parts` that a search document is made of. */
const SEARCHED = [
  'key',
  'manufacturer_code',
  'type_id',
  'description',
  'tags',
  'manufacturer',
  'package',
  'pin_count',
  'pin_pitch',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'series',
  'dimensions',
]

function row(alias: string): string {
  return `(${SEARCHED.map((column) => `${alias}.${column}`).join(', ')})`
}

/** What parts are found by, and the guard that marks a document which does not fit its part. */
export class SearchDocumentsMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table part_search_documents (
        part_id int primary key constraint fk_part_search_documents_part references parts (id) on delete cascade,
        rules int not null default 0,
        source bigint not null default 0,
        tokens tsvector not null default '',
        numbers text[] not null default '{}',
        number_length int
      )`)
    this.addSql(`
      create table part_search_values (
        part_id int not null
          constraint fk_part_search_values_document references part_search_documents (part_id) on delete cascade,
        place int not null,
        quantity text not null,
        low double precision not null,
        high double precision not null,
        is_undecided bool not null,
        primary key (part_id, place)
      )`)
    this.addSql('create table part_search_words (word text collate "C" primary key)')

    // Every part has a document from here on; these are written by the rebuild.
    this.addSql('insert into part_search_documents (part_id) select id from parts')
    // A short list of pending entries, since every search reads it.
    this.addSql(`
      create index ix_part_search_documents_tokens on part_search_documents using gin (tokens)
        with (gin_pending_list_limit = 128)`)
    this.addSql('create index ix_part_search_documents_rules on part_search_documents (rules)')
    this.addSql(
      'create index ix_part_search_values_amount on part_search_values (quantity, low, high) include (part_id)',
    )

    // Whether there is any: for this question the planner would rather read the table than the index, which takes long
    // when there is none.
    this.addSql(`
      create function has_search_document(query tsquery) returns bool
        language sql stable strict parallel safe set enable_seqscan to off
        as 'select exists (select from part_search_documents d where d.tokens @@ query)'`)

    // Only the index: to test documents one by one costs more than the planner thinks.
    this.addSql(`
      create function search_document_ids(query tsquery) returns setof int
        language sql stable strict parallel safe rows 1000 set enable_seqscan to off set enable_indexscan to off
        as 'select d.part_id from part_search_documents d where d.tokens @@ query'`)

    // What of a part the document was made of, as one number.
    this.addSql(`
      create function part_search_source(p parts) returns bigint language sql stable parallel safe
        return hashtextextended(jsonb_build_array${row('p')}::text, 0)`)
    // Whoever writes a part, at the commit its document was made of just these columns, or it is stale.
    this.addSql(`
      create function guard_search_document() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from part_search_documents d join parts p on p.id = d.part_id
                    where d.part_id = new.id and d.source = part_search_source(p)) then
          return null;
        end if;
        insert into part_search_documents (part_id) select id from parts where id = new.id
          on conflict (part_id) do update set rules = 0;
        perform pg_notify(own_channel('part_search_stale'), '');
        return null;
      end $$`)
    this.addSql(`
      create constraint trigger guard_search_document_of_new after insert on parts
        deferrable initially deferred for each row execute function guard_search_document()`)
    this.addSql(`
      create constraint trigger guard_search_document_of_changed
        after update of ${SEARCHED.join(', ')} on parts
        deferrable initially deferred for each row
        when (${row('old')} is distinct from ${row('new')}) execute function guard_search_document()`)
  }
}
