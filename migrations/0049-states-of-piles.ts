import { Migration } from '@mikro-orm/migrations'

/** What a pile was before an operation emptied or counted it. The part may be deleted meanwhile, so there is no foreign key to it. */
export class StatesOfPilesMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table pile_states (
        operation_id uuid not null
          constraint fk_pile_states_operation references operations (id),
        part_id int not null,
        box_no int not null,
        loc_no int not null,
        pile_id int not null,
        counted_at timestamptz,
        primary key (operation_id, part_id, box_no, loc_no)
      )`)
  }
}
