import { Migration } from '@mikro-orm/migrations'

const KINDS =
  "'parts_list', 'bom', 'order', 'cart', 'part_db', 'inventree', 'partkeepr', 'binner', 'partsbox', 'inventory'"

/** Exports of the whole inventory of this service can be imported. */
export class InventoryImportsMigration extends Migration {
  override up(): void {
    for (const table of ['imports', 'import_mappings']) {
      const name = `ck_${table}_kind`
      this.addSql(`alter table ${table} drop constraint ${name}, add constraint ${name} check (kind in (${KINDS}))`)
    }
  }
}
