import { Migration } from '@mikro-orm/migrations'

/** What maps of the boxes show, and what came and went on each day, is kept and marked as the other figures are. */
export class FiguresOfBoxesAndDaysMigration extends Migration {
  override up(): void {
    this.addSql(`
      alter table box_figures add column pieces bigint not null default 0, add column slots int[] not null default '{}'`)
    // What is in a box changes with each quantity, so the box is marked as well.
    this.addSql(`
      create or replace function mark_figures_of_part_locations() returns trigger language plpgsql as $$
      begin
        case tg_op
          when 'INSERT' then insert into figure_marks (part_id, box_no) values (new.part_id, new.box_no);
          when 'DELETE' then insert into figure_marks (part_id, box_no) values (old.part_id, old.box_no);
          when 'UPDATE' then
            insert into figure_marks (part_id, box_no) values (new.part_id, new.box_no);
            if (old.part_id, old.box_no) is distinct from (new.part_id, new.box_no) then
              insert into figure_marks (part_id, box_no) values (old.part_id, old.box_no);
            end if;
        end case;
        return null;
      end $$`)
    this.addSql('insert into figure_marks (box_no) select box_no from boxes')

    this.addSql('create table day_figures (day date primary key, came bigint not null, went bigint not null)')
    this.addSql('alter table figure_marks add column day date')
    this.addSql('create index ix_figure_marks_day on figure_marks (day) where day is not null')
    this.#markDays()
  }

  /**
   * Only days that are over are kept, and nearly all that is written belongs to the present one: it needs no mark. Rows of the
   * ledger are never changed, and are deleted only with their part.
   */
  #markDays(): void {
    // One mark a day and transaction. One of another transaction may be worked off before this one is committed.
    this.addSql(`
      create function mark_day(moment timestamptz) returns void language sql as $$
        insert into figure_marks (day)
        select d.day from (select (moment at time zone 'UTC')::date as day) d
         where not exists (
           select from figure_marks m where m.day = d.day and m.xmin = pg_current_xact_id()::xid)
      $$`)
    this.addSql(`
      create function mark_days_of_quantity_history() returns trigger language plpgsql as $$
      begin
        perform mark_day(case tg_op when 'DELETE' then old.timestamp else new.timestamp end);
        return null;
      end $$`)
    const mark = 'execute function mark_days_of_quantity_history()'
    const isOld = (row: string) => `${row}.timestamp < now() - interval '1 day'`
    this.addSql(`
      create trigger mark_day_of_insert after insert on quantity_history for each row when (${isOld('new')}) ${mark}`)
    this.addSql(`
      create trigger mark_day_of_delete after delete on quantity_history for each row when (${isOld('old')}) ${mark}`)
  }
}
