import { setImmediate as nextTurn } from 'node:timers/promises'
import { Counter, Gauge } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { RULES_VERSION } from '../search-rules/rules-version.ts'
import { isLong, makeDocument } from './make-document.ts'
import {
  COUNT_STALE,
  DELETE_UNUSED_WORDS,
  FREE_ROOM,
  LOCK_DOCUMENTS,
  LOCK_STALE,
  LOCK_WORDS,
  NEXT_PARTS,
  WORDS_AFTER,
  WRITE_DOCUMENTS,
} from './statements.ts'
import { type DocumentedPart, storedDocument } from './stored-document.ts'
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

/** Documents of one transaction at most. */
export const BATCH = 500
/** Letters of the descriptions of one transaction, so that long ones do not make it last. */
export const BATCH_TEXT = 500_000
/**
 * After this share of all documents that are to be made, and at least so many, the room of their old versions is made free:
 * else a rebuild would leave the table with twice its size.
 */
const FREED_AFTER = 100
const FREED_SHARE = 1 / 8
/** Later than all rules. */
const ANY_RULES = 2 ** 31 - 1
/** Words that are looked at in one go. */
const WORDS = 500

/** Batches that are worked on at the same time: while the database writes one, the next one is computed. */
const AT_ONCE = 2

type StalePart = DocumentedPart & { is_stale?: boolean }

function countRebuilt(parts: readonly StalePart[]): void {
  for (const { is_stale: isStale = true } of parts) {
    PART_SEARCH_DOCUMENTS_REBUILT_TOTAL.inc({ reason: isStale ? 'stale' : 'rules' })
  }
}

/** Writes the documents of the parts whose texts are not long. */
async function writeShort(unit: UnitOfWork, parts: readonly StalePart[]): Promise<void> {
  const documents = []
  const turn = turns()
  for (const part of parts) {
    await turn()
    if (!isLong(part)) documents.push(storedDocument(part))
  }
  if (documents.length > 0) await unit.query(WRITE_DOCUMENTS, [JSON.stringify(documents)])
}

/** Runs `work` several times at once. @returns when all have ended. @throws what the first of them threw. */
async function atOnce(work: () => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** Calls of `work` one after another. */
function inTurn<T>(work: () => Promise<T>): () => Promise<T> {
  let before: Promise<unknown> = Promise.resolve()
  return () => {
    const result = before.then(work)
    before = result.catch(() => {})
    return result
  }
}

/** Writes search documents again that do not fit their parts or are of older rules. */
export class DocumentRebuilder {
  readonly #db: Database
  readonly #rules: number
  #running: Promise<void> | null = null
  #isAskedAgain = false
  #isStopped = false
  #lastWord = ''
  /** Documents that were made since room was made free, and how many it may be. */
  #made = 0
  #madeAtMost = FREED_AFTER
  /** Parts with long texts whose documents are being made. */
  readonly #longOnes = new Set<number>()
  /** Documents of a transaction: no more than may be made before room is made free. */
  #batch = BATCH

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

  /**
   * Makes all documents again, whatever they are, and forgets words that no part has any more. A document that turns out
   * to be right is left as it is.
   *
   * @returns how many it has made.
   */
  async rebuildAll(): Promise<number> {
    let [last, made] = [0, 0]
    await this.#beginCount(ANY_RULES)
    // Batches are taken one after another, and worked on at the same time.
    const next = inTurn(async () => {
      const parts = await this.#db.query(NEXT_PARTS, [last, this.#batch, BATCH_TEXT])
      last = parts.at(-1)?.id ?? last
      return parts.map(({ id }) => id)
    })
    await atOnce(async () => {
      for (let ids = await next(); ids.length > 0 && !this.#isStopped; ids = await next()) {
        const count = await this.#rebuild((unit) => unit.query(LOCK_DOCUMENTS, [ids]))
        made += count
      }
    })
    if (!this.#isStopped) await this.publish()
    this.#lastWord = ''
    do await this.forgetSomeWords()
    while (this.#lastWord !== '')
    return made
  }

  /**
   * Looks at the next words of the vocabulary, all of them in many calls, and forgets those that no part has any more.
   *
   * Who writes a document finds its words written already and relies on them. So under a lock that no writer holds at
   * the same time it is asked once more whether a word is of no use.
   */
  async forgetSomeWords(): Promise<void> {
    const words = await this.#db.query(WORDS_AFTER, [this.#lastWord, WORDS])
    this.#lastWord = words.length < WORDS ? '' : (words.at(-1)?.word ?? '')
    const unused = words.flatMap(({ word, is_unused: isUnused }) => (isUnused ? [word] : []))
    if (unused.length === 0) return
    await this.#db.transaction(async (unit) => {
      await unit.query(LOCK_WORDS)
      await unit.query(DELETE_UNUSED_WORDS, [unused])
    })
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      await this.#beginCount(this.#rules)
      await atOnce(async () => {
        while (!this.#isStopped && (await this.#rebuildStale()) > 0) await nextTurn()
      })
    }
    if (!this.#isStopped) await this.publish()
  }

  /** @param rules of which the documents to be made are older. */
  async #beginCount(rules: number): Promise<void> {
    const [row] = await this.#db.query(COUNT_STALE, [rules])
    this.#madeAtMost = Math.max((row?.count ?? 0) * FREED_SHARE, FREED_AFTER)
    this.#batch = Math.min(Math.ceil(this.#madeAtMost), BATCH)
    this.#made = 0
  }

  #rebuildStale(): Promise<number> {
    return this.#rebuild((unit) => unit.query(LOCK_STALE, [this.#rules, this.#batch, BATCH_TEXT]))
  }

  /**
   * One batch in a transaction of its own. Only its documents are locked, so parts can be changed meanwhile. Documents of long
   * texts follow one by one, since they are made outside of transactions.
   *
   * @param lock reads the parts and locks their documents.
   * @returns how many documents were made.
   */
  async #rebuild(lock: (unit: UnitOfWork) => Promise<StalePart[]>): Promise<number> {
    const parts = await this.#db.transaction(async (unit) => {
      // Another batch has unlocked its long ones.
      const locked = (await lock(unit)).filter(({ id }) => !this.#longOnes.has(id))
      await writeShort(unit, locked)
      return locked
    })
    countRebuilt(parts.filter((part) => !isLong(part)))
    await this.#rebuildLong(parts.filter(isLong))
    await this.#freeRoom(parts.length)
    return parts.length
  }

  async #rebuildLong(parts: readonly StalePart[]): Promise<void> {
    for (const { id } of parts) this.#longOnes.add(id)
    try {
      for (const part of parts) {
        if (this.#isStopped) return
        const document = await makeDocument(part)
        await this.#db.transaction(async (unit) => {
          await unit.query(LOCK_DOCUMENTS, [[part.id]])
          await unit.query(WRITE_DOCUMENTS, [JSON.stringify([document])])
        })
        countRebuilt([part])
      }
    } finally {
      for (const { id } of parts) this.#longOnes.delete(id)
    }
  }

  /** @param made documents of a batch. */
  async #freeRoom(made: number): Promise<void> {
    this.#made += made
    if (this.#made < this.#madeAtMost) return
    this.#made = 0
    await this.#db.query(FREE_ROOM)
  }
}
