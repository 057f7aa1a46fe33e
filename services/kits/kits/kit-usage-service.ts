import type { Database } from '../../../plugins/database/database.ts'
import type { PartKitUsage } from './schemas.ts'
import { USAGES_OF_PARTS } from './statements.ts'

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
    const rows = await this.#db.query(USAGES_OF_PARTS, [partIds])
    const usages = new Map<number, PartKitUsage[]>()
    for (const { part_id, ...usage } of rows) {
      const known = usages.get(part_id)
      if (known) known.push(usage)
      else usages.set(part_id, [usage])
    }
    return usages
  }
}
