import type pg from 'pg'
import { LOCK_WORKER } from './worker-statements.ts'

/**
 * So long after this process has lost its own connection the others may still be away: it takes over none of their tasks.
 * Longer than the longest pause between two attempts to connect.
 */
const TAKE_OVER_GRACE_MS = 15_000

/** The lock that shows the other replicas that a worker is running. It ends with the connection, and is taken again. */
export class WorkerLock {
  #name = ''
  #connection: pg.Client | null = null
  #connectedAt = 0
  #losses = 0
  #isHeld = false
  #held = Promise.withResolvers<null>()

  /** Resolves as soon as the lock is held, or nobody is to wait for it any more. */
  get held(): Promise<null> {
    return this.#held.promise
  }

  /**
   * Whether a lock that nobody holds says that its process has died. After an outage of the database it does not: the
   * process may just not have connected again.
   */
  get saysWhoDied(): boolean {
    if (this.#losses === 0) return true
    return this.#connection !== null && performance.now() - this.#connectedAt >= TAKE_OVER_GRACE_MS
  }

  /** To be called with each new connection that stays open while the process runs. */
  async holdOn(connection: pg.Client): Promise<void> {
    this.#connection = connection
    this.#connectedAt = performance.now()
    connection.once('end', () => this.#lost(connection))
    await this.#take()
  }

  /** Has the lock wait for a new name: until `take`, nobody holds it. The worker of the last name has been told to stop. */
  release(): void {
    this.#name = ''
    this.giveUp()
    this.#isHeld = false
    this.#held = Promise.withResolvers<null>()
  }

  /** Locks the name of a worker. */
  async take(name: string): Promise<void> {
    this.#name = name
    await this.#take()
  }

  /** Has nobody wait for the lock any more: a worker that has been told to stop takes no job without it either. */
  giveUp(): void {
    this.#held.resolve(null)
  }

  async #take(): Promise<void> {
    if (this.#connection === null || this.#name === '') return
    await this.#connection.query(LOCK_WORKER.text, [this.#name])
    this.#isHeld = true
    this.#held.resolve(null)
  }

  #lost(connection: pg.Client): void {
    if (this.#connection !== connection) return
    this.#connection = null
    this.#losses++
    this.#letGo()
  }

  /** Has those wait again who come from now on. */
  #letGo(): void {
    if (this.#isHeld) this.#held = Promise.withResolvers<null>()
    this.#isHeld = false
  }
}
