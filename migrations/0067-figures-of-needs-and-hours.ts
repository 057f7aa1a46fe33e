import { Migration } from '@mikro-orm/migrations'

/** What has run out is kept in the order in which it is listed, and what the ledger says by hour. */
export class FiguresOfNeedsAndHoursMigration extends Migration {
  override up(): void {
    this.#keepNeeds()
    this.#keepHours()
  }

  #keepNeeds(): void {
    this.addSql('alter table part_figures add column key text, add column needed bigint')
    this.addSql(`
      update part_figures f
         set key = p.key,
             needed = coalesce((select sum(c.required_per_unit::bigint * k.build_target)
                                  from kit_contents c join kits k on k.id = c.kit_id
                                 where c.part_id = f.part_id and k.status = 'active' and k.build_target > 0), 0)
        from parts p where p.id = f.part_id and f.lack is not null`)
    // Those of parts that are gone are marked, and go with the next poll.
    this.addSql('delete from part_figures where lack is not null and key is null')
    this.addSql(`
      alter table part_figures add constraint ck_part_figures_run_out
        check ((lack is null) = (key is null) and (lack is null) = (needed is null))`)
    this.addSql('drop index ix_part_figures_lack')
    this.addSql('create index ix_part_figures_run_out on part_figures ((-needed), key) where lack is not null')
    this.#markAfterChange('parts', '(row.type_id, row.attachment_set_id, row.key)')
    this.#markAfterChange('kit_contents', '(row.kit_id, row.part_id, row.required_per_unit)')
    this.#markAfterChange('kits', `case when row.status = 'active' then row.build_target else 0 end`)
  }

  /** @param figured SQL for what of a `row` figures are made of. */
  #markAfterChange(table: string, figured: string): void {
    const of = (row: string) => figured.replaceAll('row.', `${row}.`)
    this.addSql(`
      create or replace trigger mark_figures_of_change after update on ${table}
        for each row when (${of('old')} is distinct from ${of('new')}) execute function mark_figures_of_${table}()`)
  }

  #keepHours(): void {
    this.addSql(`
      create table hour_figures (
        hour timestamptz primary key,
        changes bigint not null,
        came bigint not null,
        went bigint not null
      )`)
    this.addSql('create table figure_moments (xid xid8 primary key, moment timestamptz not null)')
    this.addSql(`alter table inventory_figures add column counted_until timestamptz not null default '-infinity'`)
    // Who writes a row later than half a minute after its time may find its hour counted, and marks its day.
    for (const [event, row] of [
      ['insert', 'new'],
      ['delete', 'old'],
    ]) {
      this.addSql(`
        create or replace trigger mark_day_of_${event} after ${event} on quantity_history
          for each row when (${row}.timestamp < clock_timestamp() - interval '30 seconds')
          execute function mark_days_of_quantity_history()`)
    }
  }
}
