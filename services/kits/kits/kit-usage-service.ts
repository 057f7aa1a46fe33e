import type { Database } from '../../../plugins/database/database.ts'
import type { PartKitUsage } from './schemas.ts'

/** Which active kits use a part, and how many pieces each reserves. Archived kits never reserve. */
export class KitUsageService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * The usages of many parts in one statement, by part id; each ordered by kit name and id. A part that no active
   * kit uses has no entry.
   */
  async usagesOf(partIds: readonly number[]): Promise<Map<number, PartKitUsage[]>> {
    const rows = await this.#db.query<PartKitUsage & { part_id: number }>(
      `select c.part_id, k.id as kit_id, k.name as kit_name, k.status, k.build_target, c.required_per_unit,
              c.required_per_unit::bigint * k.build_target as reserved_quantity, iso_utc(k.updated_at) as updated_at
         from kit_contents c join kits k on k.id = c.kit_id and k.status = 'active'
        where c.part_id = any ($1::int[])
        order by k.name, k.id`,
      [partIds],
    )
    const usages = new Map<number, PartKitUsage[]>()
    for (const { part_id, ...usage } of rows) {
      const known = usages.get(part_id)
      if (known) known.push(usage)
      else usages.set(part_id, [usage])
    }
    return usages
  }
}
