import { Migration } from '@mikro-orm/migrations'

/** A document that is marked stays marked, also when its part becomes again what the document was made of. */
export class SearchGuardMigration extends Migration {
  override up(): void {
    // While a rebuild writes the document of another state, only the update here waits for it and marks its result.
    this.addSql(`
      create or replace function guard_search_document() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from part_search_documents d join parts p on p.id = d.part_id
                    where d.part_id = new.id and d.rules > 0 and d.source = part_search_source(p)) then
          return null;
        end if;
        insert into part_search_documents (part_id) select id from parts where id = new.id
          on conflict (part_id) do update set rules = 0;
        perform pg_notify(own_channel('part_search_stale'), '');
        return null;
      end $$`)
  }
}
