import { Counter, Gauge, Histogram } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import { AiError, type AiProvider } from '../../work/ai-runner/ai-runner.ts'
import { MODEL_CALL_BUCKETS } from '../../work/ai-runner/call-metrics.ts'
import type { DuplicateMatch } from '../part-details/details-schema.ts'
import type { Candidate } from './candidate.ts'
import { findCandidates } from './candidate-search.ts'
import { databaseAnswer } from './database-answer.ts'
import { askModel } from './model-answer.ts'

export const AI_DUPLICATE_SEARCH_REQUESTS_TOTAL = new Counter({
  name: 'ai_duplicate_search_requests_total',
  help: 'Duplicate searches by outcome',
  labelNames: ['outcome'] as const,
})

export const AI_DUPLICATE_SEARCH_DURATION_SECONDS = new Histogram({
  name: 'ai_duplicate_search_duration_seconds',
  help: 'Duration of a duplicate search',
  buckets: MODEL_CALL_BUCKETS,
})

export const AI_DUPLICATE_SEARCH_MATCHES_FOUND = new Histogram({
  name: 'ai_duplicate_search_matches_found',
  help: 'Matches per successful search',
  labelNames: ['confidence'] as const,
  buckets: [0, 1, 2, 3, 5, 10],
})

export const AI_DUPLICATE_SEARCH_PARTS_DUMP_SIZE = new Gauge({
  name: 'ai_duplicate_search_parts_dump_size',
  help: 'Candidate parts given to the last search',
})

interface Answer {
  outcome: 'success' | 'empty' | 'validation_error' | 'error'
  matches: DuplicateMatch[]
}

export interface DuplicateSearchOptions {
  db: Database
  ai: AiProvider
  log: Log
}

function observeMatches(matches: readonly DuplicateMatch[]): void {
  AI_DUPLICATE_SEARCH_MATCHES_FOUND.observe({ confidence: 'total' }, matches.length)
  for (const level of ['high', 'medium'] as const) {
    const count = matches.filter(({ confidence }) => confidence === level).length
    if (count > 0) AI_DUPLICATE_SEARCH_MATCHES_FOUND.observe({ confidence: level }, count)
  }
}

/** Finds parts of the inventory that may be the same as a described one. */
export class DuplicateSearchService {
  readonly #options: DuplicateSearchOptions

  constructor(options: DuplicateSearchOptions) {
    this.#options = options
  }

  /**
   * Searches for a description: the database finds candidates and the model compares them. Without a model, or when
   * it fails, the scores of the candidates decide.
   *
   * @param search what is known of the part: number, maker, kind, package, ratings.
   * @returns parts that are the same with high, similar ones with medium confidence; empty when the search failed.
   * @throws only the signal's reason when it aborts.
   */
  async find(search: string, signal: AbortSignal): Promise<DuplicateMatch[]> {
    const started = performance.now()
    let answer: Answer = { outcome: 'error', matches: [] }
    try {
      answer = await this.#answer(search, signal)
    } catch (err) {
      signal.throwIfAborted()
      this.#options.log.error({ err }, 'a search for duplicates failed')
    } finally {
      AI_DUPLICATE_SEARCH_REQUESTS_TOTAL.inc({ outcome: answer.outcome })
      AI_DUPLICATE_SEARCH_DURATION_SECONDS.observe(Math.max(performance.now() - started, 0) / 1000)
    }
    if (answer.outcome === 'success') observeMatches(answer.matches)
    return answer.matches
  }

  async #answer(search: string, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted()
    const { text, isEmptyInventory, candidates } = await findCandidates(this.#options.db, search)
    AI_DUPLICATE_SEARCH_PARTS_DUMP_SIZE.set(candidates.length)
    if (isEmptyInventory) return { outcome: 'empty', matches: [] }
    if (candidates.length === 0) return { outcome: 'success', matches: [] }
    return this.#compare(text, candidates, signal)
  }

  async #compare(search: string, candidates: readonly Candidate[], signal: AbortSignal): Promise<Answer> {
    const { ai, log } = this.#options
    if (ai.runner === null) return { outcome: 'success', matches: databaseAnswer(candidates) }
    try {
      return { outcome: 'success', matches: await askModel(ai.runner, { search, candidates, signal }) }
    } catch (err) {
      signal.throwIfAborted()
      log.warn({ err }, 'the model could not compare duplicates; the scores of the database decide')
      const isInvalid = err instanceof AiError && err.kind === 'invalid_answer'
      return { outcome: isInvalid ? 'validation_error' : 'error', matches: databaseAnswer(candidates) }
    }
  }
}
