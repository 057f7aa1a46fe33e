import { setImmediate as nextTurn } from 'node:timers/promises'
import { Counter, Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import { RULES_VERSION } from '../search-rules/rules-version.ts'
import {
  COUNT_STALE,
  DELETE_UNUSED_WORDS,
  LOCK_STALE,
  LOCK_WORDS,
  MARK_ALL_STALE,
  UNUSED_WORDS,
  WRITE_DOCUMENTS,
} from './statements.ts'
import { storedDocument } from './stored-document.ts'
import { turns } from './turns.ts'

export const PART_SEARCH_STALE_DOCUMENTS = new Gauge({
  name: 'part_search_stale_documents',
  help: 'Parts whose search document is not of the present rules',
})

export const PART_SEARCH_DOCUMENTS_REBUILT_TOTAL = new Counter({
  name: 'part_search_documents_rebuilt_total',
  help: 'Search documents rebuilt in the background',
  labelNames: ['reason'] as const,
})

/** Documents of one transaction. */
export const BATCH = 500
/** Letters of the descriptions of one transaction, so that long ones do not make it last. */
export const BATCH_TEXT = 500_000

/** Writes search documents again that do not fit their parts or are of older rules. */
export class DocumentRebuilder {
  readonly #db: Database
  readonly #rules: number
  #running: Promise<void> | null = null
  #isAskedAgain = false
  #isStopped = false
  #written = 0

  constructor(db: Database, rules = RULES_VERSION) {
    this.#db = db
    this.#rules = rules
  }

  /** Publishes how many documents are to be written again. @returns that number. */
  async publish(): Promise<number> {
    const [row] = await this.#db.query(COUNT_STALE, [this.#rules])
    const count = row?.count ?? 0
    PART_SEARCH_STALE_DOCUMENTS.set(count)
    return count
  }

  /**
   * Begins to write all of them, unless that is under way; then it looks once more at its end.
   *
   * @returns settles when nothing is left that no other replica works on, or when the rebuilder is stopped.
   */
  start(): Promise<void> {
    this.#isAskedAgain = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Resolves when the batch under way has ended; the rest is done by others, or after the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#running?.catch(() => {})
  }

  /** Marks all documents and writes them again, and forgets words that no part has any more. @returns how many of them this process has written. */
  async rebuildAll(): Promise<number> {
    const before = this.#written
    await this.#db.query(MARK_ALL_STALE)
    await this.start()
    await this.#forgetWords()
    return this.#written - before
  }

  /**
   * Who writes a document finds its words written already and relies on them. So under a lock that no writer holds at
   * the same time it is asked once more whether a word is of no use.
   */
  async #forgetWords(): Promise<void> {
    const unused = (await this.#db.query(UNUSED_WORDS)).map(({ word }) => word)
    for (let first = 0; first < unused.length; first += BATCH) {
      await this.#db.transaction(async (unit) => {
        await unit.query(LOCK_WORDS)
        await unit.query(DELETE_UNUSED_WORDS, [unused.slice(first, first + BATCH)])
      })
    }
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      while (!this.#isStopped && (await this.#rebuildBatch()) > 0) await nextTurn()
    }
    if (!this.#isStopped) await this.publish()
  }

  /** One batch in a transaction of its own. Only its documents are locked, so parts can be changed meanwhile. */
  async #rebuildBatch(): Promise<number> {
    const reasons = await this.#db.transaction(async (unit) => {
      const parts = await unit.query(LOCK_STALE, [this.#rules, BATCH, BATCH_TEXT])
      const documents = []
      const turn = turns()
      for (const part of parts) {
        await turn()
        documents.push(storedDocument(part))
      }
      if (documents.length > 0) await unit.query(WRITE_DOCUMENTS, [JSON.stringify(documents)])
      return parts.map(({ is_stale }) => (is_stale ? 'stale' : 'rules'))
    })
    for (const reason of ['stale', 'rules'] as const) {
      const count = reasons.filter((each) => each === reason).length
      if (count > 0) PART_SEARCH_DOCUMENTS_REBUILT_TOTAL.inc({ reason }, count)
    }
    this.#written += reasons.length
    return reasons.length
  }
}
