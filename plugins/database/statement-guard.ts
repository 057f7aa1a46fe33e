import type pg from 'pg'
import { asConnectionFailure } from './connection-failure.ts'
import {
  DatabaseUnreachableError,
  findDatabaseError,
  isForeignSession,
  isStalePlan,
  READ_ONLY,
} from './database-error.ts'
import { BEGIN, BEGIN_NAME, isSentInSteps, sendFirst } from './first-query.ts'
import { type Limits, type SessionLimits, wantedLimits } from './limits.ts'
import { prepareSession } from './session.ts'
import { SilenceLimit } from './silence-limit.ts'
import { StatementNames } from './statement-names.ts'
import type { StatementNaming } from './statement-naming.ts'

/** The server gives up first and says so; a server that is silent for longer than that is gone. */
const GRACE_SECONDS = 5
/**
 * The name under which each connection prepares its first statement. Where a pooler gives several of them the same
 * session, the second one finds the name taken.
 */
const SESSION_NAME = 'inventory_session'

export interface GuardOptions {
  limits: SessionLimits
  naming: StatementNaming
}

/**
 * What the connections of one pool share: a table that has changed makes the prepared statements of all of them stale,
 * not only those of the connection that noticed.
 */
export class GuardedSessions {
  readonly options: GuardOptions
  generation = 0

  constructor(options: GuardOptions) {
    this.options = options
  }

  /**
   * Has every statement of this connection pass its guard, and prepares the session.
   *
   * @param withinSeconds for the preparation.
   * @throws DatabaseUnusableError when the service cannot work with this database.
   */
  async open(client: pg.ClientBase, withinSeconds: number): Promise<void> {
    const guard = new StatementGuard(client, this)
    guards.set(client, guard)
    const send = client.query
    Reflect.set(client, 'query', (...args: unknown[]) => {
      const statement = readStatement(args)
      return statement === null ? Reflect.apply(send, client, args) : guard.run(statement)
    })
    await prepareSession((statement) => guard.begin(statement, withinSeconds), this.options.limits)
  }
}

const guards = new WeakMap<object, StatementGuard>()
const readOnly = new WeakSet<object>()

/**
 * Whether a change was refused on this connection because its session only reads. It stays so when the default of the role or
 * of the database, with which the session began, has been changed since: only a new connection has the new one.
 */
export function hasRefusedChange(client: pg.ClientBase): boolean {
  return readOnly.has(client)
}

/**
 * Begins a transaction with its first statement, in one message to the server where that is possible.
 *
 * @param client a connection of a pool.
 * @param begin what begins it.
 * @param begun called when it has begun, also if the statement fails afterwards.
 */
export async function runFirst(
  client: pg.ClientBase,
  begin: string,
  statement: pg.QueryConfig,
  begun: () => void,
): Promise<pg.QueryResult> {
  const guard = guards.get(client)
  if (guard !== undefined && begin === BEGIN) return guard.runFirst(statement, begun)
  await client.query(begin)
  begun()
  return client.query(statement)
}

/** Recognises a call that answers a promise; others (cursors, callbacks) are not guarded. */
function readStatement(args: unknown[]): pg.QueryConfig | null {
  const [first, values] = args
  if (args.some((arg) => typeof arg === 'function')) return null
  if (typeof first === 'string') return Array.isArray(values) ? { text: first, values } : { text: first }
  if (typeof first !== 'object' || first === null || 'submit' in first) return null
  return 'text' in first && typeof first.text === 'string'
    ? { ...first, text: first.text, ...(Array.isArray(values) ? { values } : {}) }
    : null
}

/**
 * The one place that every statement of a connection passes: it names statements by their text, sets the limits that
 * are wanted for them, and ends the connection when the server does not answer.
 */
class StatementGuard {
  readonly #client: pg.ClientBase
  readonly #sessions: GuardedSessions
  readonly #send: pg.ClientBase['query']
  readonly #names = new StatementNames()
  // With a statement under way this cuts the connection, which fails the statement.
  readonly #silence = new SilenceLimit(() => {
    if ('end' in this.#client && typeof this.#client.end === 'function') this.#client.end()
  })
  /** Names that the server still knows. */
  #forgotten: string[] = []
  #generation: number
  #limits: SessionLimits
  #canBeginWithFirst = false

  constructor(client: pg.ClientBase, sessions: GuardedSessions) {
    this.#client = client
    this.#sessions = sessions
    this.#send = client.query
    this.#generation = sessions.generation
    this.#limits = sessions.options.limits
  }

  run(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const tidied = this.#tidyUpIfNeeded()
    return tidied === null ? this.#run(statement) : tidied.then(() => this.#run(statement))
  }

  /** Sends the first statement of the connection. */
  async begin(statement: pg.QueryConfig, withinSeconds: number): Promise<pg.QueryResult> {
    const { naming } = this.#sessions.options
    if (!naming.isOn) return this.send(statement, withinSeconds)
    try {
      return await this.send({ ...statement, name: SESSION_NAME }, withinSeconds)
    } catch (error) {
      if (!isForeignSession(error)) throw error
      naming.turnOff()
      return this.send(statement, withinSeconds)
    }
  }

  /** Runs the first statement of a transaction. @param begun called when that has begun. */
  async runFirst(statement: pg.QueryConfig, begun: () => void): Promise<pg.QueryResult> {
    await this.#tidyUpIfNeeded()
    const { naming } = this.#sessions.options
    const named = this.#named(statement)
    if (naming.isOn && this.#canBeginWithFirst && isSentInSteps(named)) {
      let hasBegun = false
      try {
        return await this.#run(named, () => {
          hasBegun = true
          begun()
        })
      } catch (error) {
        // Without names it begins with a message of its own, and nothing has been done yet.
        if (hasBegun || !isForeignSession(error)) throw error
      }
    }
    await this.#run({ text: BEGIN, name: BEGIN_NAME })
    this.#canBeginWithFirst = naming.isOn
    begun()
    return this.#run(named)
  }

  /** @returns null when there is nothing to be done first. */
  #tidyUpIfNeeded(): Promise<void> | null {
    const own = this.#sessions.options.limits
    const wanted = wantedLimits()
    const limits = wanted === null ? own : { idleTransactionSeconds: own.idleTransactionSeconds, ...wanted }
    // Inside a transaction nothing is set: it would be undone with the transaction.
    const idle = this.#client.getTransactionStatus() === 'I'
    const toSet = idle && !sameLimits(limits, this.#limits)
    return toSet || (idle && this.#forgotten.length > 0) ? this.#tidyUp(toSet ? limits : null) : null
  }

  /**
   * Sends a statement and waits for its end.
   *
   * @param begun given for the first statement of a transaction that begins with it; called when it has begun.
   * @throws DatabaseUnreachableError when there is no answer in time, or the connection is lost.
   */
  async send(statement: pg.QueryConfig, withinSeconds: number, begun?: () => void): Promise<pg.QueryResult> {
    const wait = this.#silence.begin(withinSeconds)
    try {
      const send = (query: pg.QueryConfig | pg.Submittable) => Reflect.apply(this.#send, this.#client, [query])
      return await (begun === undefined ? send(statement) : sendFirst(statement, send, begun))
    } catch (error) {
      if (findDatabaseError(error)?.code === READ_ONLY) readOnly.add(this.#client)
      if (wait.isOver)
        throw asConnectionFailure(
          new DatabaseUnreachableError(`The server did not answer within ${withinSeconds} s`, { cause: error }),
        )
      throw asConnectionFailure(error)
    } finally {
      this.#silence.end(wait)
    }
  }

  async #run(statement: pg.QueryConfig, begun?: () => void): Promise<pg.QueryResult> {
    const seconds = this.#limits.statementSeconds + GRACE_SECONDS
    const isAlone = begun === undefined && this.#client.getTransactionStatus() === 'I'
    try {
      return await this.send(this.#named(statement), seconds, begun)
    } catch (error) {
      const isForeign = isForeignSession(error)
      if (isForeign) this.#sessions.options.naming.turnOff()
      if (isForeign || isStalePlan(error)) {
        this.#sessions.generation++
        this.#canBeginWithFirst = false
      }
      // Inside a transaction this statement has undone the others: the unit of work begins anew.
      if (isForeign && isAlone) return this.send(this.#named(statement), seconds)
      throw error
    }
  }

  /** The statement with the name that it gets on this connection; without any when names do not work. */
  #named(statement: pg.QueryConfig): pg.QueryConfig {
    const { generation, options } = this.#sessions
    if (!options.naming.isOn) return statement.name === undefined ? statement : { ...statement, name: undefined }
    if (statement.name !== undefined) return statement
    if (this.#generation !== generation) {
      this.#generation = generation
      this.#forgotten.push(...this.#names.clear())
    }
    const { name, forgotten } = this.#names.take(statement.text, isPlannedOnce(this.#limits))
    this.#forgotten.push(...forgotten)
    return name === undefined ? statement : { ...statement, name }
  }

  async #tidyUp(limits: SessionLimits | null): Promise<void> {
    const within = GRACE_SECONDS
    if (limits !== null) {
      const text = settingsOf(limits, this.#limits)
      this.#limits = limits
      await this.send({ text }, within)
    }
    const forgotten = this.#forgotten.splice(0)
    for (const name of forgotten) {
      forgetText(this.#client, name)
      // One that could not be prepared is not known to the server.
      await this.send({ text: `deallocate ${name}` }, within).catch(() => {})
    }
  }
}

function isPlannedOnce({ isPlannedOnce: isOnce = false }: Limits): boolean {
  return isOnce
}

function sameLimits(a: SessionLimits, b: SessionLimits): boolean {
  return (
    a.statementSeconds === b.statementSeconds &&
    a.lockSeconds === b.lockSeconds &&
    a.idleTransactionSeconds === b.idleTransactionSeconds &&
    isPlannedOnce(a) === isPlannedOnce(b)
  )
}

/** SQL that sets the limits of a session. @param before those that it has. */
function settingsOf(limits: SessionLimits, before: SessionLimits): string {
  const { statementSeconds, lockSeconds, idleTransactionSeconds } = limits
  const usual = `set statement_timeout = ${statementSeconds * 1000}; set lock_timeout = ${lockSeconds * 1000}`
  const idle = `; set idle_in_transaction_session_timeout = ${idleTransactionSeconds * 1000}`
  const seconds = idleTransactionSeconds === before.idleTransactionSeconds ? usual : usual + idle
  if (isPlannedOnce(limits) === isPlannedOnce(before)) return seconds
  return `${seconds}; set plan_cache_mode = ${isPlannedOnce(limits) ? 'force_generic_plan' : 'auto'}`
}

/** The driver remembers the text of every name for as long as the connection lives. */
function forgetText(client: pg.ClientBase, name: string): void {
  const connection: unknown = Reflect.get(client, 'connection')
  if (typeof connection !== 'object' || connection === null) return
  const texts: unknown = Reflect.get(connection, 'parsedStatements')
  if (typeof texts === 'object' && texts !== null) Reflect.deleteProperty(texts, name)
}
