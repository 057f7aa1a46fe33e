import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { changesIn, MOST_SHOWN } from '../operations/changed-records.ts'
import type { Effects, Queries } from '../operations/effects.ts'
import type { Reason } from '../operations/reasons.ts'
import { restIn } from '../operations/rest-of-undo.ts'
import { editsIn } from './edits.ts'
import { findObstacles } from './obstacles.ts'
import { partChangesIn } from './part-changes.ts'
import type { OperationDto } from './schemas.ts'
import {
  DONE_OPERATION,
  OPERATION,
  OPERATION_POSITION,
  OPERATION_WITH_ROWS,
  OPERATIONS,
  OPERATIONS_IN_BOX,
  OPERATIONS_OF_PART,
} from './statements.ts'
import { summaryOf } from './summary.ts'

type OperationRow = RowOf<typeof OPERATION>

/** Which operations are read. */
export interface OperationFilter {
  partKey?: string | undefined
  boxNo?: number | undefined
  actor?: string | undefined
  reason?: Reason | undefined
  /** ISO 8601. */
  since?: string | undefined
}

/** The values of a page: its size, where it begins, since when, and with which reason. */
type PageValues = readonly unknown[]

/** What was done, with whether it can be undone. */
export class OperationLog {
  readonly #db: Database
  readonly #effects: Effects

  constructor(db: Database, effects: Effects) {
    this.#db = db
    this.#effects = effects
  }

  /**
   * Operations, the newest first, each with its first 20 rows of the ledger.
   *
   * @param page `before` is the id of the last operation of the page before.
   * @throws DomainError 404 for an unknown `before`.
   */
  async list(filter: OperationFilter, page: { limit: number; before?: string | undefined }): Promise<OperationDto[]> {
    const { before = null, limit } = page
    const moment = before === null ? null : await this.#momentOf(before)
    const { partKey, boxNo, actor = null, reason = null, since = null } = filter
    const common: PageValues = [limit, moment, before, since, reason]
    const rows = await this.#readPage(common, { partKey, boxNo, actor })
    return this.#toDtos(this.#db, rows)
  }

  /**
   * One operation with some of its rows.
   *
   * @param page `after` is the id of the last row of the page before.
   * @throws DomainError 404.
   */
  async get(id: string, page: { limit: number; after?: number | undefined }): Promise<OperationDto> {
    const [operation] = await this.#toDtos(
      this.#db,
      await this.#db.query(OPERATION_WITH_ROWS, [id, page.limit, page.after ?? 0]),
    )
    if (!operation) throw operationNotFound(id)
    return operation
  }

  /**
   * The operation in an open unit of work, with its first 20 rows.
   *
   * @param isTask whether the task asks that undoes the operation.
   * @throws DomainError 404.
   */
  async getIn(unit: Queries, id: string, isTask = false): Promise<{ row: OperationRow; shown: OperationDto }> {
    const rows = await unit.query(OPERATION, [id])
    const [row] = rows
    const [shown] = await this.#toDtos(unit, rows, isTask)
    if (!row || !shown) throw operationNotFound(id)
    return { row, shown }
  }

  /** The operation as whoever takes it back needs it. What is in the way is not looked for. @throws DomainError 404. */
  async read(queries: Queries, id: string): Promise<RowOf<typeof DONE_OPERATION>> {
    const [row] = await queries.query(DONE_OPERATION, [id])
    if (!row) throw operationNotFound(id)
    return row
  }

  async #readPage(
    common: PageValues,
    { partKey, boxNo, actor }: { partKey: string | undefined; boxNo: number | undefined; actor: string | null },
  ): Promise<OperationRow[]> {
    if (partKey !== undefined) return this.#db.query(OPERATIONS_OF_PART, [...common, partKey, boxNo ?? null, actor])
    if (boxNo !== undefined) return this.#db.query(OPERATIONS_IN_BOX, [...common, boxNo, actor])
    if (actor !== null) return this.#db.query(OPERATIONS.ofActor, [...common, actor])
    return this.#db.query(OPERATIONS.all, common)
  }

  async #momentOf(id: string): Promise<string> {
    const [position] = await this.#db.query(OPERATION_POSITION, [id])
    if (!position) throw operationNotFound(id)
    return position.moment
  }

  async #toDtos(db: Queries, rows: readonly OperationRow[], isTask = false): Promise<OperationDto[]> {
    const obstacles = await findObstacles(db, this.#effects, rows, isTask)
    return rows.map((row) => toDto(row, obstacles.get(row.id) ?? null))
  }
}

export function operationNotFound(id: string) {
  return recordNotFound('Operation', id)
}

function toDto(row: OperationRow, obstacle: string | null): OperationDto {
  const { id, timestamp, reason, actor, actor_name, source, note, rows, row_count, net_pieces, undoes, undone_by } = row
  const edits = editsIn(row)
  const parts = partChangesIn(row)
  const { counts, first } = changesIn(row.detail)?.records ?? { counts: [], first: [] }
  const { staying, going } = restIn(row.detail)
  return {
    operation_id: id,
    timestamp,
    reason,
    actor,
    actor_name,
    source,
    note,
    summary: summaryOf(row, edits),
    rows,
    edits: edits.first.slice(0, MOST_SHOWN),
    edit_count: edits.count,
    part_changes: parts.first,
    part_change_count: parts.count,
    record_changes: [...first, ...going.first].slice(0, MOST_SHOWN),
    record_change_count: counts.reduce((sum, { count }) => sum + count, going.count),
    staying_records: staying.first,
    staying_record_count: staying.count,
    row_count,
    net_pieces,
    undoable: obstacle === null,
    not_undoable_because: obstacle,
    undoes,
    undone_by,
  }
}
