import { Migration } from '@mikro-orm/migrations'

/** The largest `build_target` and `required_per_unit`: sums of their products then always fit into a `bigint`. */
const MAX_KIT_NUMBER = 1_000_000

/** Times that never go back, versions of kits, limits of their numbers, and pick lines that can be planned anew. */
export class VersionsAndLimitsMigration extends Migration {
  override up(): void {
    // A transaction that has waited for a lock began before the change that it waited for.
    this.addSql(`
      create or replace function touch_updated_at() returns trigger language plpgsql as $$
      begin
        new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
        return new;
      end $$`)
    this.addSql('alter table quantity_history alter column timestamp set default clock_timestamp()')

    for (const [table, column] of [
      ['kits', 'build_target'],
      ['kit_contents', 'required_per_unit'],
    ]) {
      this.addSql(`update ${table} set ${column} = ${MAX_KIT_NUMBER} where ${column} > ${MAX_KIT_NUMBER}`)
      this.addSql(`
        alter table ${table} add constraint ck_${table}_${column}_max check (${column} <= ${MAX_KIT_NUMBER})`)
    }

    this.addSql(`
      create function bump_version() returns trigger language plpgsql as $$
      begin
        new.version := old.version + 1;
        return new;
      end $$`)
    this.addSql('alter table kits add column version bigint not null default 1')
    this.addSql(`
      create trigger bump_version before update on kits for each row execute function bump_version()`)
    // A link that an older version of the service writes meanwhile counts as stale.
    this.addSql('alter table kit_shopping_list_links add column snapshot_kit_version bigint not null default 0')
    this.addSql('alter table kit_shopping_list_links disable trigger touch_updated_at')
    this.addSql(`
      update kit_shopping_list_links link set snapshot_kit_version = kit.version
        from kits kit where kit.id = link.kit_id and kit.updated_at <= link.snapshot_kit_updated_at`)
    this.addSql('alter table kit_shopping_list_links enable trigger touch_updated_at')

    // A line that is planned anew may lead to a location that another line of the list has been picked from.
    this.addSql('alter table kit_pick_list_lines drop constraint uq_pick_list_line_allocation')
  }
}
