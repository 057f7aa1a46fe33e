import type { EntityManager, MikroORM } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import type { Change } from './change.ts'
import { EndedUnitError, type Lease } from './lease.ts'
import { clientOfLease } from './query-builder.ts'
import { type Statement, textOf } from './statement.ts'

/** What belongs to one level of a unit of work: the unit itself, or a savepoint in it. */
interface Level {
  em: EntityManager | undefined
  /** Entity managers of savepoints that were kept; what is changed on their entities later is written as well. */
  kept: EntityManager[]
  afterCommit: (() => void)[]
  changes: Change[]
  /** Operations that were written. */
  operationIds: string[]
}

/**
 * One unit of work: statements and entity changes that are committed or rolled back together.
 *
 * Everything that runs inside the callback of `Database.transaction` belongs to it, services called from there
 * included: they join the open unit of work instead of opening one of their own. When the callback has returned the
 * unit has ended, and refuses whatever is asked of it.
 */
export class UnitOfWork {
  readonly #orm: MikroORM
  readonly #lease: Lease
  /** Made with the first entity manager: most units have statements only. */
  #client: Kysely<unknown> | undefined
  #levels: Level[] = [newLevel()]
  #ended = false

  /** @param lease a connection on which a transaction begins with the first statement. */
  constructor(orm: MikroORM, lease: Lease) {
    this.#orm = orm
    this.#lease = lease
  }

  /**
   * The entity manager of this unit of work, inside `savepoint` that of the savepoint: what is loaded or made there
   * goes with it. Changes are flushed before the commit at the latest.
   */
  get em(): EntityManager {
    const level = this.#level()
    if (!level.em) {
      level.em = this.#orm.em.fork()
      this.#client ??= clientOfLease(this.#lease)
      level.em.setTransactionContext(this.#client)
    }
    return level.em
  }

  /** Runs one statement; `$1`, `$2` … are bound to `values`. */
  async query<Row>(statement: Statement<Row> | string, values: readonly unknown[] = []): Promise<Row[]> {
    const { changes } = this.#level()
    const rows = await this.#lease.rows<Row>(textOf(statement), values)
    if (typeof statement !== 'string' && statement.isAnnounced) changes.push(...statement.changesOf(values, rows))
    return rows
  }

  /**
   * Has records announced as changed, once this is durable. Statements that say what they change do it by themselves;
   * this is for entities.
   */
  announce(...changes: Change[]): void {
    this.#level().changes.push(...changes)
  }

  /** Says that an operation was written: when it is the only one, all changes of this unit belong to it. */
  belongsTo(operationId: string): void {
    this.#level().operationIds.push(operationId)
  }

  /**
   * Runs `work` behind a savepoint. When it fails, what it did is undone and nothing else: statements, entities that
   * it made or changed, and callbacks that it registered. One savepoint of a unit is open at a time, or one inside
   * the other.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.#level()
    // What was made before belongs before the savepoint.
    await flush(outer)
    const name = `level_${this.#levels.length}`
    await this.query(`savepoint ${name}`)
    const level = newLevel()
    this.#levels.push(level)
    try {
      const result = await work()
      await flush(level)
      await this.query(`release savepoint ${name}`)
      this.#leave(level)
      outer.kept.push(...level.kept, ...(level.em ? [level.em] : []))
      outer.afterCommit.push(...level.afterCommit)
      outer.changes.push(...level.changes)
      outer.operationIds.push(...level.operationIds)
      return result
    } catch (error) {
      this.#leave(level)
      level.em?.clear()
      await this.query(`rollback to savepoint ${name}`)
      throw error
    }
  }

  /** Registers what may be told once the changes are durable, such as a counter. Dropped on rollback. */
  afterCommit(callback: () => void): void {
    this.#level().afterCommit.push(callback)
  }

  /** @throws EndedUnitError when the unit has ended. */
  assertOpen(): void {
    this.#level()
  }

  /** Writes pending entity changes, and commits. @returns what is due now: the callbacks, and the changes to announce. */
  async commit(): Promise<{ callbacks: (() => void)[]; changes: Change[] }> {
    const level = this.#level()
    await flush(level)
    if (await this.#lease.hasBegun()) await this.query('commit')
    else if (this.#lease.beginFailure !== null) throw this.#lease.beginFailure
    return { callbacks: level.afterCommit, changes: withOperation(level) }
  }

  /** Undoes everything. */
  async rollback(): Promise<void> {
    if (await this.#lease.hasBegun()) await this.#lease.run('rollback')
  }

  /** Ends the unit: whoever still works with it is refused. */
  end(): void {
    this.#ended = true
    for (const { em, kept } of this.#levels) for (const manager of [em, ...kept]) manager?.clear()
  }

  #level(): Level {
    const level = this.#levels.at(-1)
    if (this.#ended || level === undefined) throw new EndedUnitError()
    return level
  }

  #leave(level: Level): void {
    if (this.#levels.at(-1) !== level) throw new Error('Savepoints of one unit of work must not overlap')
    this.#levels.pop()
  }
}

function newLevel(): Level {
  return { em: undefined, kept: [], afterCommit: [], changes: [], operationIds: [] }
}

/** The changes, also those that do not know their operation, with the one operation of the unit; as they are when it has several. */
function withOperation({ changes, operationIds }: Level): Change[] {
  const [only, ...others] = new Set([...operationIds, ...changes.flatMap(({ operationId }) => operationId ?? [])])
  return only === undefined || others.length > 0 ? changes : changes.map((change) => ({ ...change, operationId: only }))
}

async function flush({ em, kept }: Level): Promise<void> {
  for (const manager of [...kept, em]) await manager?.flush()
}
