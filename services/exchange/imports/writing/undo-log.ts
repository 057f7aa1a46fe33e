import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { toJson } from '../to-json.ts'
import { ADD_UNDO } from './statements.ts'

/** What imports write besides stock. */
export const UNDO_ENTITIES = [
  'type',
  'seller',
  'box',
  'part',
  'part_fields',
  'seller_part',
  'seller_link',
  'part_code',
  'seller_website',
  'box_description',
  'kit',
  'kit_fields',
  'kit_line',
  'kit_line_fields',
  'kit_line_removed',
  'kit_unfitted',
  'kit_content',
  'kit_picks',
  'list',
  'list_line',
  'list_line_pieces',
  'list_line_received',
  'list_line_counted',
  'list_column',
  'list_content',
] as const
export type UndoEntity = (typeof UNDO_ENTITIES)[number]

/** A record that an import has written. */
export interface LogEntry {
  entity: UndoEntity
  id: number
  /** What is needed to take it back; null for a record that was created. */
  before: object | null
  /** Id of the part, the kit or the list that it belongs to; null where nobody needs it. */
  owner: number | null
}

/** Collects what an import writes, in its order, so that it can be taken back. */
export class UndoLog {
  readonly #entries: LogEntry[] = []

  get entries(): readonly LogEntry[] {
    return this.#entries
  }

  add(
    entity: UndoEntity,
    id: number,
    before: LogEntry['before'] = null,
    { owner = null }: { owner?: number | null } = {},
  ): void {
    this.#entries.push({ entity, id, before, owner })
  }

  async write(unit: UnitOfWork, importId: number): Promise<void> {
    if (this.#entries.length === 0) return
    await unit.query(ADD_UNDO, [
      importId,
      this.#entries.map((_, index) => index + 1),
      this.#entries.map(({ entity }) => entity),
      this.#entries.map(({ id }) => id),
      this.#entries.map(({ before }) => (before === null ? null : toJson(before))),
    ])
  }
}
