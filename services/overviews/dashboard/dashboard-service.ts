import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { PartTypeDto } from '../../catalogue/types/schemas.ts'
import { type Page, type PagePosition, positionBehind } from '../../page-position.ts'
import type { BoxWithUsage } from '../../stock/boxes/schemas.ts'
import { KEEP_FIGURES, LOCK_FIGURES, MARKS_AT_ONCE } from './figure-statements.ts'
import type { DashboardReading } from './gauges.ts'
import { KEEP_HOURS } from './hour-statements.ts'
import { BOXES_WITH_USAGE, TYPES_WITH_COUNTS } from './list-statements.ts'
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
  LEDGER_ROW,
  LOW_STOCK_PAGE,
  LOW_STOCK_PARTS,
  OUT_OF_STOCK,
  POLLED_SUMS,
  RECENT_ACTIVITY,
  STATS,
  STORAGE_SUMMARY,
  UNDOCUMENTED_PARTS,
} from './statements.ts'

const SAMPLE_SIZE = 10
/** A mark must be seen together with what it marks, and with no later change. */
const REPEATABLE = { isolationLevel: 'repeatable read' } as const

/**
 * The inventory in numbers, exact at any moment: they are kept in the database, and what has changed since is counted with
 * each reading. No part is loaded to be counted.
 */
export class DashboardService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Counts what has changed since the last time, and keeps the figures: reading them takes longer the more has changed.
   * One replica does it at a time.
   *
   * @returns how many changes there were; null when another replica is at it.
   */
  async keepFigures(): Promise<number | null> {
    for (let all = 0; ; ) {
      const marks = await this.#db.transaction(async (unit) => this.#keep(unit), REPEATABLE)
      if (marks === null) return all === 0 ? null : all
      all += marks
      if (marks < MARKS_AT_ONCE) return all
    }
  }

  /** Keeps the figures, and reads what the gauges show, all of one moment; a read replica may answer that. */
  async poll(): Promise<DashboardReading> {
    await this.keepFigures()
    return this.#db.preferReplica(() =>
      this.#db.transaction(
        async () => ({
          sums: await this.sums(),
          boxes: await this.storageSummary(),
          types: await this.categoryDistribution(),
        }),
        { ...REPEATABLE, readOnly: true },
      ),
    )
  }

  /** All figures that are sums, of one moment. */
  async sums(): Promise<RowOf<typeof POLLED_SUMS>> {
    const [sums] = await this.#db.query(POLLED_SUMS)
    if (!sums) throw new Error('The kept figures are gone')
    return sums
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
   * @throws DomainError 404 for an unknown `before`.
   */
  async recentActivity(limit: number, before: number | null = null): Promise<RecentActivity[]> {
    if (before === null) return this.#db.query(RECENT_ACTIVITY.newest, [limit])
    const [entry] = await this.#db.query(LEDGER_ROW, [before])
    if (!entry) throw recordNotFound('History entry', before)
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

  /** A page of them: those with as many pieces by age. @param after null for the first page. */
  async lowStockPage(threshold: number, limit: number, after: PagePosition | null): Promise<Page<LowStockItem>> {
    const items = await this.#db.query(LOW_STOCK_PAGE, [threshold, limit, after?.micros ?? 0, after?.id ?? 0])
    return { items, next: positionBehind(items, limit) }
  }

  /**
   * At most `limit` parts that had stock, or are needed by an active kit, and of which there are no pieces.
   *
   * @param after null for the first page.
   */
  async outOfStock(limit: number, after: PagePosition | null = null): Promise<Page<OutOfStockItem>> {
    const items = await this.#db.query(OUT_OF_STOCK, [limit, after?.micros ?? Number.MAX_SAFE_INTEGER, after?.id ?? 0])
    return { items, next: positionBehind(items, limit) }
  }

  /** Every type with the number of its parts, the most common first. */
  async categoryDistribution(): Promise<CategoryDistribution[]> {
    return this.#db.query(CATEGORY_DISTRIBUTION)
  }

  /** Every type by name, with the number of its parts. */
  async typesWithCounts(): Promise<PartTypeDto[]> {
    return this.#db.query(TYPES_WITH_COUNTS)
  }

  /** Every box by number, with how full it is. */
  async boxesWithUsage(): Promise<BoxWithUsage[]> {
    return this.#db.query(BOXES_WITH_USAGE)
  }

  /** The parts without any attachment: their number, and the oldest ones. @param after null for the first page of these. */
  async partsWithoutDocuments(
    limit = SAMPLE_SIZE,
    after: PagePosition | null = null,
  ): Promise<UndocumentedParts & { next: PagePosition | null }> {
    const [found] = await this.#db.query(UNDOCUMENTED_PARTS, [limit, after?.id ?? 0])
    if (!found) throw new Error('The kept figures are gone')
    const { count, sample_parts, last } = found
    const isFull = last !== null && sample_parts.length === limit
    return { count, sample_parts, next: isFull ? { micros: 0, id: last } : null }
  }

  async #keep(unit: UnitOfWork): Promise<number | null> {
    const [lock] = await unit.query(LOCK_FIGURES)
    if (lock?.is_taken !== true) return null
    await unit.query(KEEP_HOURS)
    const [kept] = await unit.query(KEEP_FIGURES)
    return kept?.marks ?? 0
  }
}
