import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { GoingRecord } from '../../../stock/operations/rest-of-undo.ts'
import type { UndoEntity } from '../writing/undo-log.ts'
import type { WRITTEN } from './statements.ts'

/** A record that an import has written, with what it was before. */
export type Entry = RowOf<typeof WRITTEN>

/** What an undo deletes besides what the import has written, as imports call it. */
const LEFT_AS: Partial<Record<UndoEntity, GoingRecord['record']>> = {
  list: 'shopping_list',
  type: 'type',
  seller: 'seller',
  box: 'box',
}

/** What is taken back of an import. */
export interface TakenBack {
  importId: number
  /** What it has written, the latest first. */
  entries: readonly Entry[]
  /** What earlier undos had to leave, and nothing needs any more. */
  left: readonly GoingRecord[]
}

/** What an import has written, by entity. */
export class Written {
  readonly #entries: ReadonlyMap<UndoEntity, Entry[]>
  readonly #left: TakenBack['left']

  constructor({ entries, left }: TakenBack) {
    this.#entries = Map.groupBy(entries, ({ entity }) => entity)
    this.#left = left
  }

  of(entity: UndoEntity): readonly Entry[] {
    return this.#entries.get(entity) ?? []
  }

  ids(entity: UndoEntity): number[] {
    return this.of(entity).map(({ entity_id }) => entity_id)
  }

  /** The same, with those that earlier undos have left. */
  idsWithLeft(entity: UndoEntity): number[] {
    const left = this.#left.filter(({ record }) => record === LEFT_AS[entity])
    return [...this.ids(entity), ...left.map(({ id }) => id)]
  }
}

/** Those for which it holds, and the others. */
export function parted<Item>(items: readonly Item[], holds: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))]
}
