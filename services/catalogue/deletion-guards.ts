import type { UnitOfWork } from '../../plugins/database/database.ts'
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
}
