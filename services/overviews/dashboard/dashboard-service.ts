import type { Database } from '../../../plugins/database/database.ts'
import type {
  CategoryDistribution,
  DashboardStats,
  LowStockItem,
  RecentActivity,
  StorageSummary,
  UndocumentedParts,
} from './schemas.ts'

/** A stocked part with so many pieces or fewer is low. */
const LOW_STOCK = 5
const SAMPLE_SIZE = 10

/**
 * SQL for the parts with at most `limit` pieces, as `part_id` and `qty`. Only a part that has no larger pile can be one,
 * which spares adding up all the others.
 *
 * @param limit SQL for the number. A constant up to five is answered from an index.
 */
function lowParts(limit: string): string {
  return `
    select part_id, total.qty
      from (select distinct part_id from part_locations where qty <= ${limit}) candidates,
           lateral (select sum(l.qty) as qty from part_locations l where l.part_id = candidates.part_id) total
     where total.qty <= ${limit}`
}

const WITHOUT_DOCUMENTS = 'not exists (select 1 from attachments a where a.attachment_set_id = p.attachment_set_id)'

/** The inventory in numbers. All of it is read from the database with aggregates; no part is loaded to be counted. */
export class DashboardService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Counts of everything, pieces in stock, and how many movements the last 7 and 30 days had. */
  async stats(): Promise<DashboardStats> {
    const [stats] = await this.#db.query<DashboardStats>(
      `select (select count(*) from parts) as total_parts,
              (select coalesce(sum(qty), 0)::bigint from part_locations) as total_quantity,
              (select count(*) from boxes) as total_boxes,
              (select count(*) from types) as total_types,
              (select count(*) from quantity_history where timestamp >= now() - interval '168 hours') as changes_7d,
              (select count(*) from quantity_history where timestamp >= now() - interval '720 hours') as changes_30d,
              (select count(*) from (${lowParts(String(LOW_STOCK))}) low) as low_stock_count`,
    )
    if (!stats) throw new Error('The statistics query answered no row')
    return stats
  }

  /** The latest stock movements, newest first. */
  async recentActivity(limit: number): Promise<RecentActivity[]> {
    return this.#db.query(
      `select p.key as part_key, p.description as part_description, h.delta_qty, h.location_reference,
              iso_utc(h.timestamp) as timestamp
         from (select * from quantity_history order by timestamp desc, id desc limit $1) h
         join parts p on p.id = h.part_id
        order by h.timestamp desc, h.id desc`,
      [limit],
    )
  }

  /** Every box with how much of it is in use. */
  async storageSummary(): Promise<StorageSummary[]> {
    return this.#db.query(
      `select b.box_no, b.description, b.capacity as total_locations, coalesce(used.count, 0) as occupied_locations,
              round(coalesce(used.count, 0) * 100.0 / b.capacity, 1)::float8 as usage_percentage
         from boxes b
         left join (select box_no, count(distinct loc_no) as count from part_locations group by box_no) used using (box_no)
        order by b.box_no`,
    )
  }

  /** Stocked parts with at most `threshold` pieces, the fewest first. */
  async lowStock(threshold: number): Promise<LowStockItem[]> {
    return this.#db.query(
      `select p.key as part_key, p.description, t.name as type_name, s.qty::int as current_quantity
         from (${lowParts('$1')}) s
         join parts p on p.id = s.part_id
         left join types t on t.id = p.type_id
        order by s.qty, p.key`,
      [threshold],
    )
  }

  /** Every type with the number of its parts, the most common first. */
  async categoryDistribution(): Promise<CategoryDistribution[]> {
    return this.#db.query(
      `select t.name as type_name, coalesce(c.count, 0) as part_count
         from types t left join (select type_id, count(*) as count from parts group by type_id) c on c.type_id = t.id
        order by part_count desc, t.name`,
    )
  }

  /** How many parts have no attachment of any kind. */
  async countPartsWithoutDocuments(): Promise<number> {
    const [row] = await this.#db.query<{ count: number }>(
      `select count(*) as count from parts p where ${WITHOUT_DOCUMENTS}`,
    )
    return row?.count ?? 0
  }

  /** The parts without any attachment: their number, and the ten oldest. */
  async partsWithoutDocuments(): Promise<UndocumentedParts> {
    const sample = await this.#db.query<UndocumentedParts['sample_parts'][number]>(
      `select p.key as part_key, p.description, t.name as type_name
         from parts p left join types t on t.id = p.type_id
        where ${WITHOUT_DOCUMENTS} order by p.id limit $1`,
      [SAMPLE_SIZE],
    )
    return { count: await this.countPartsWithoutDocuments(), sample_parts: sample }
  }
}
