import type { Database } from '../../../../plugins/database/database.ts'
import { type DomainError, invalidOperation, recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { isId, type LabelItem, normaliseId } from '../content/label-item.ts'
import { demandItems, missingItems } from '../content/read-contents.ts'
import { MAX_LABELS } from '../label-service.ts'
import type { LabelsAdded, QueuedLabel } from '../schemas.ts'
import { leftOutLabels } from './left-out-labels.ts'
import {
  ADD_QUEUED,
  COUNT_QUEUED,
  DROP_QUEUED,
  EMPTY_QUEUE,
  LOCK_QUEUE,
  QUEUED_LABELS,
  QUEUED_LABELS_AGAIN,
  SET_QUEUED_COPIES,
} from './statements.ts'

/** Everybody without sign-in has one queue. */
function ownerOf(subject: string | null): string {
  return subject ?? ''
}

function tooMany(operation: string, count: number): DomainError {
  return invalidOperation(operation, `it would hold ${count} labels, and ${MAX_LABELS} are printed at once`)
}

function normalised(items: readonly LabelItem[]): LabelItem[] {
  return items.map((item, place) => ({ ...item, id: normaliseId(item.kind, item.id, place) }))
}

/** Labels that people collect while they work, to print one sheet at the end. Each person has a queue. */
export class LabelQueue {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** What a person has collected, the oldest first. */
  async list(subject: string | null): Promise<QueuedLabel[]> {
    return this.#db.query(QUEUED_LABELS, [ownerOf(subject)])
  }

  /** Those of the labels with these ids that still wait. */
  async readAgain(ids: readonly number[]): Promise<QueuedLabel[]> {
    return this.#db.query(QUEUED_LABELS_AGAIN, [ids])
  }

  /**
   * Adds items.
   *
   * @returns those that were added.
   * @throws RequestValidationError for what is no id; DomainError 404 that names what does not exist, 409 when there would be more than one file holds.
   */
  async add(subject: string | null, items: readonly LabelItem[]): Promise<QueuedLabel[]> {
    const wanted = normalised(items)
    await demandItems(this.#db, wanted)
    return this.#insert(subject, wanted)
  }

  /**
   * Adds those of the items that exist: what was taken out comes back as far as it is still there.
   *
   * @returns those that were added, and the others with the reason.
   * @throws DomainError 409 when there would be more than one file holds.
   */
  async addExisting(subject: string | null, items: readonly LabelItem[]): Promise<LabelsAdded> {
    // What no thing can have as its id is not there.
    const [possible, others] = [true, false].map((is) => items.filter((item) => isId(item.kind, item.id) === is))
    const wanted = normalised(possible ?? [])
    const missing = await missingItems(this.#db, wanted)
    const existing = wanted.filter((item) => !missing.includes(item))
    const added = existing.length === 0 ? [] : await this.#insert(subject, existing)
    return { added, left_out: await leftOutLabels(this.#db, [...missing, ...(others ?? [])]) }
  }

  async #insert(subject: string | null, items: readonly LabelItem[]): Promise<QueuedLabel[]> {
    return this.#db.transaction(async (unit) => {
      await unit.query(LOCK_QUEUE, [ownerOf(subject)])
      const [queued] = await unit.query(COUNT_QUEUED, [ownerOf(subject)])
      const count = items.reduce((sum, { copies }) => sum + copies, queued?.labels ?? 0)
      if (count > MAX_LABELS) throw tooMany('add to the label queue', count)
      return unit.query(ADD_QUEUED, [
        ownerOf(subject),
        items.map(({ kind }) => kind),
        items.map(({ id }) => id),
        items.map(({ copies }) => copies),
      ])
    })
  }

  /**
   * Wants another number of copies.
   *
   * @throws DomainError 404 for an item that is not in the queue of this person, 409 when there would be more than one
   *   file holds.
   */
  async setCopies(subject: string | null, id: number, copies: number): Promise<QueuedLabel> {
    return this.#db.transaction(async (unit) => {
      await unit.query(LOCK_QUEUE, [ownerOf(subject)])
      const [changed] = await unit.query(SET_QUEUED_COPIES, [ownerOf(subject), id, copies])
      if (changed === undefined) throw recordNotFound('Queued label', id)
      const [queued] = await unit.query(COUNT_QUEUED, [ownerOf(subject)])
      if (queued !== undefined && queued.labels > MAX_LABELS) throw tooMany('change the label queue', queued.labels)
      return changed
    })
  }

  /**
   * Drops what a person has collected.
   *
   * @param ids only these, as far as they are still there; null: all.
   */
  async empty(subject: string | null, ids: readonly number[] | null = null): Promise<void> {
    await this.#db.query(EMPTY_QUEUE, [ownerOf(subject), ids])
  }

  /** @throws DomainError 404 for an item that is not in the queue of this person. */
  async drop(subject: string | null, id: number): Promise<void> {
    const dropped = await this.#db.query(DROP_QUEUED, [ownerOf(subject), id])
    if (dropped.length === 0) throw recordNotFound('Queued label', id)
  }
}
