import type { Database, UnitOfWork } from '../../plugins/database/database.ts'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'

/** How a service that refers to records of the catalogue takes part in their deletion. */
export interface DeletionGuard {
  /** Locks what comes before the record in the order of locks. */
  lock?(unit: UnitOfWork, id: number): Promise<void>
  /**
   * Called with the record locked: nothing new can refer to it.
   *
   * @returns why the record cannot be deleted, as it follows "because"; null when it can.
   */
  findObstacle(unit: UnitOfWork, id: number): Promise<string | null>
  /** Prepares what refers to the record for its deletion. */
  release?(unit: UnitOfWork, id: number): Promise<void>
  /** The same for many records, with a constant number of statements. */
  readonly many?: ManyGuard
  /**
   * Which of the records could not be deleted now, for those who only ask: nothing is locked.
   *
   * @returns by id why, as it follows the name of the record.
   */
  findRefused?(db: Pick<Database, 'query'>, ids: readonly number[]): Promise<ReadonlyMap<number, string>>
}

/** How a service takes part in the deletion of many records at once. */
export interface ManyGuard {
  lock?(unit: UnitOfWork, ids: readonly number[]): Promise<void>
  /** @returns why one of them cannot be deleted, with its name; null when all can. */
  findObstacle(unit: UnitOfWork, ids: readonly number[]): Promise<string | null>
  release?(unit: UnitOfWork, ids: readonly number[]): Promise<void>
}

/** The guards of one kind of record. Each service that refers to such records adds its own when it is registered. */
export class DeletionGuards {
  readonly #guards: DeletionGuard[] = []

  add(guard: DeletionGuard): void {
    this.#guards.push(guard)
  }

  /** Call it before the record is locked. */
  async lock(unit: UnitOfWork, id: number): Promise<void> {
    for (const guard of this.#guards) await guard.lock?.(unit, id)
  }

  /**
   * Call it with the record locked, before it is deleted.
   *
   * @param operation what is refused, for the message.
   * @throws DomainError 409 with the first obstacle.
   */
  async clear(unit: UnitOfWork, id: number, operation: string): Promise<void> {
    for (const guard of this.#guards) {
      const obstacle = await guard.findObstacle(unit, id)
      if (obstacle !== null) throw invalidOperation(operation, obstacle)
    }
    for (const guard of this.#guards) await guard.release?.(unit, id)
  }

  /** The same as `lock` for many records. */
  async lockAll(unit: UnitOfWork, ids: readonly number[]): Promise<void> {
    for (const { many } of this.#manyGuards()) await many.lock?.(unit, ids)
  }

  /** The same as `clear` for many records. @throws DomainError 409 with the first obstacle. */
  async clearAll(unit: UnitOfWork, ids: readonly number[], operation: string): Promise<void> {
    const guards = this.#manyGuards()
    for (const { many } of guards) {
      const obstacle = await many.findObstacle(unit, ids)
      if (obstacle !== null) throw invalidOperation(operation, obstacle)
    }
    for (const { many } of guards) await many.release?.(unit, ids)
  }

  /** Which of the records could not be deleted now, by id, and why, as it follows the name of the record. */
  async findRefused(db: Pick<Database, 'query'>, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const refused = new Map<number, string>()
    if (ids.length === 0) return refused
    for (const guard of this.#guards) {
      for (const [id, why] of (await guard.findRefused?.(db, ids)) ?? []) if (!refused.has(id)) refused.set(id, why)
    }
    return refused
  }

  #manyGuards(): { many: ManyGuard }[] {
    return this.#guards.map(({ many }) => {
      if (many === undefined) throw new Error('a guard cannot look at many records at once')
      return { many }
    })
  }
}
