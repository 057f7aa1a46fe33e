import { Migration } from '@mikro-orm/migrations'

/** A device whose answer was lost on its way can ask for its key again, as long as nobody has used the key. */
export class CollectedDevicesMigration extends Migration {
  override up(): void {
    this.addSql('alter table devices add column first_used_at timestamptz')
    this.addSql('update devices set first_used_at = last_seen_at')
    this.addSql(`
      alter table pairing_codes
        add column collected_device_id int constraint fk_pairing_codes_collected_device references devices (id),
        add column secret_salt bytea`)
    this.addSql('create index ix_pairing_codes_collected_device on pairing_codes (collected_device_id)')
  }
}
