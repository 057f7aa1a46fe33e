import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type {
  CategoryDistribution,
  DashboardStats,
  DayMovement,
  LowStockItem,
  OutOfStockItem,
  RecentActivity,
  ShelfBox,
  StorageSummary,
  UndocumentedParts,
} from './schemas.ts'
import { MOVEMENTS_BY_DAY, SHELF } from './shelf-statements.ts'
import {
  CATEGORY_DISTRIBUTION,
  COUNT_OUT_OF_STOCK,
  COUNT_UNDOCUMENTED,
  LOW_STOCK_PARTS,
  OUT_OF_STOCK,
  RECENT_ACTIVITY,
  STATS,
  STORAGE_SUMMARY,
  UNDOCUMENTED_PARTS,
} from './statements.ts'

/** How many parts have run out: those that an active kit needs, and the others. */
export type OutOfStockCounts = RowOf<typeof COUNT_OUT_OF_STOCK>

const SAMPLE_SIZE = 10

/** The inventory in numbers. All of it is read from the database with aggregates; no part is loaded to be counted. */
export class DashboardService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Counts of everything, pieces in stock, and how many movements the last 7 and 30 days had. */
  async stats(): Promise<DashboardStats> {
    const [stats] = await this.#db.query(STATS)
    if (!stats) throw new Error('The statistics query answered no row')
    return stats
  }

  /**
   * The latest stock movements, newest first.
   *
   * @param before id of the last movement of the page before; null for the first page.
   */
  async recentActivity(limit: number, before: number | null = null): Promise<RecentActivity[]> {
    if (before === null) return this.#db.query(RECENT_ACTIVITY.newest, [limit])
    return this.#db.query(RECENT_ACTIVITY.before, [limit, before])
  }

  /** Every box with how much of it is in use. */
  async storageSummary(): Promise<StorageSummary[]> {
    return this.#db.query(STORAGE_SUMMARY)
  }

  /** Every box with the locations of it that hold something, as maps of the boxes need it. */
  async shelf(): Promise<ShelfBox[]> {
    return this.#db.query(SHELF)
  }

  /** Pieces that came and went on each of the last `days` days, the oldest first. */
  async movementsByDay(days: number): Promise<DayMovement[]> {
    return this.#db.query(MOVEMENTS_BY_DAY, [days])
  }

  /** Stocked parts with at most `threshold` pieces, the fewest first. */
  async lowStock(threshold: number): Promise<LowStockItem[]> {
    return this.#db.query(LOW_STOCK_PARTS, [threshold])
  }

  /** At most `limit` parts that had stock, or are needed by an active kit, and of which there are no pieces. */
  async outOfStock(limit: number): Promise<OutOfStockItem[]> {
    return this.#db.query(OUT_OF_STOCK, [limit])
  }

  /** How many parts have run out. */
  async countOutOfStock(): Promise<OutOfStockCounts> {
    const [counts] = await this.#db.query(COUNT_OUT_OF_STOCK)
    return counts ?? { needed: 0, not_needed: 0 }
  }

  /** Every type with the number of its parts, the most common first. */
  async categoryDistribution(): Promise<CategoryDistribution[]> {
    return this.#db.query(CATEGORY_DISTRIBUTION)
  }

  /** How many parts have no attachment of any kind. */
  async countPartsWithoutDocuments(): Promise<number> {
    const [row] = await this.#db.query(COUNT_UNDOCUMENTED)
    return row?.count ?? 0
  }

  /** The parts without any attachment: their number, and the ten oldest. */
  async partsWithoutDocuments(): Promise<UndocumentedParts> {
    const [found] = await this.#db.query(UNDOCUMENTED_PARTS, [SAMPLE_SIZE])
    return found ?? { count: 0, sample_parts: [] }
  }
}
