import { Migration } from '@mikro-orm/migrations'

/** By which operations a code was remembered, so that undoing one of them takes it only off a part of which no other one has said the same. */
export class OperationsOfCodesMigration extends Migration {
  override up(): void {
    this.addSql('alter table part_codes add column remembered_by uuid[]')
  }
}
