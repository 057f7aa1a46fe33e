import { Migration } from '@mikro-orm/migrations'

/**
 * The log of access names devices that were kept out, and people who were invited and not added: no other table does.
 */
export class NamesOfRefusedDevicesMigration extends Migration {
  override up(): void {
    this.addSql('alter table access_log add column person_name text, add column device_name text')
  }
}
