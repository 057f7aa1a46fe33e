import { Counter, Gauge, Histogram } from 'prom-client'
import { Value } from 'typebox/value'
import type { Log } from '../../../plugins/log.ts'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import type { JsonCache } from '../../../plugins/outbound/json-cache.ts'
import { MouserResult, parseMouserAnswer } from './mouser-answer.ts'
import { type MouserQuota, QuotaSpentError } from './mouser-quota.ts'
import { MouserRequestError, postToMouser, type RequestTimes } from './mouser-request.ts'

export const MOUSER_API_REQUESTS_TOTAL = new Counter({
  name: 'mouser_api_requests_total',
  help: 'Supplier API calls',
  labelNames: ['endpoint', 'status'] as const,
})

export const MOUSER_API_DURATION_SECONDS = new Histogram({
  name: 'mouser_api_duration_seconds',
  help: 'Duration of supplier API calls',
  labelNames: ['endpoint'] as const,
  buckets: SHORT_DURATION_BUCKETS,
})

export const MOUSER_API_QUOTA_LIMIT = new Gauge({
  name: 'mouser_api_quota_limit',
  help: 'Supplier calls allowed per window',
  labelNames: ['window'] as const,
})

/** Greatest length of a search text at Mouser. */
const MAX_TEXT_LENGTH = 200
const DEFAULT_RECORDS = 10
const TIMES: RequestTimes = { attempt: 30_000, backOff: 1000 }

type Endpoint = 'partnumber' | 'keyword'

export interface MouserOptions {
  /** Without a slash at its end. */
  baseUrl: string
  /** Empty: the search is off. */
  apiKey: string
  quota: MouserQuota
  cache: JsonCache
  log: Log
  times?: RequestTimes
}

interface Search {
  endpoint: Endpoint
  body: unknown
  /** Greatest number of parts in the result. */
  records: number
  signal: AbortSignal
}

const failed = (error: string): MouserResult => ({ parts: [], total_results: 0, error })

/** Searches parts in the catalogue of the distributor Mouser. Failures are part of the result. */
export class MouserService {
  readonly #options: MouserOptions

  constructor(options: MouserOptions) {
    this.#options = options
  }

  get enabled(): boolean {
    return this.#options.apiKey !== ''
  }

  /** Finds parts by the manufacturer's number or Mouser's. @throws only the signal's reason when it aborts. */
  async searchByPartNumber(partNumber: string, signal: AbortSignal): Promise<MouserResult> {
    const mouserPartNumber = partNumber.trim().slice(0, MAX_TEXT_LENGTH)
    if (mouserPartNumber === '') return failed('the part number is empty')
    const body = { SearchByPartRequest: { mouserPartNumber, partSearchOptions: '' } }
    return this.#search({ endpoint: 'partnumber', body, records: 50, signal })
  }

  /**
   * Finds parts by words.
   *
   * @param page how many parts, and how many to skip before them.
   * @throws only the signal's reason when it aborts.
   */
  async searchByKeyword(
    text: string,
    signal: AbortSignal,
    { records = DEFAULT_RECORDS, startingRecord = 0 } = {},
  ): Promise<MouserResult> {
    const keyword = text.trim().slice(0, MAX_TEXT_LENGTH)
    if (keyword === '') return failed('the keyword is empty')
    const body = { SearchByKeywordRequest: { keyword, records, startingRecord } }
    return this.#search({ endpoint: 'keyword', body, records, signal })
  }

  async #search(search: Search): Promise<MouserResult> {
    if (!this.enabled) return failed('the Mouser search is not configured')
    const { endpoint, body, signal } = search
    const url = `${this.#options.baseUrl}/search/${endpoint}`
    const cacheKey = `POST ${url} ${JSON.stringify(body)}`
    signal.throwIfAborted()
    const cached = await this.#options.cache.get(cacheKey)
    if (Value.Check(MouserResult, cached)) {
      MOUSER_API_REQUESTS_TOTAL.inc({ endpoint, status: 'cached' })
      return cached
    }
    const answer = await this.#request(url, search)
    if ('error' in answer) return failed(answer.error)
    const { result, complete, skipped } = parseMouserAnswer(answer.body, search.records)
    if (skipped > 0) this.#options.log.warn({ endpoint, skipped }, 'parts in an answer of Mouser have an unknown form')
    if (complete) await this.#cacheResult(cacheKey, url, result)
    return { ...result, error: result.error && this.#withoutKey(result.error) }
  }

  async #request(url: string, { endpoint, body, signal }: Search): Promise<{ body: unknown } | { error: string }> {
    const { apiKey, quota, log, times = TIMES } = this.#options
    const observe = (status: 'success' | 'error', started: number) => {
      MOUSER_API_REQUESTS_TOTAL.inc({ endpoint, status })
      MOUSER_API_DURATION_SECONDS.observe({ endpoint }, Math.max(performance.now() - started, 0) / 1000)
    }
    const started = performance.now()
    try {
      const answer = await postToMouser(
        {
          url: `${url}?apikey=${encodeURIComponent(apiKey)}`,
          body,
          signal,
          beforeAttempt: () => quota.take(),
        },
        times,
      )
      observe('success', started)
      return { body: answer }
    } catch (error) {
      if (error instanceof QuotaSpentError) {
        MOUSER_API_REQUESTS_TOTAL.inc({ endpoint, status: 'limited' })
        return { error: error.message }
      }
      observe('error', started)
      signal.throwIfAborted()
      if (error instanceof MouserRequestError) {
        log.warn({ endpoint, reason: error.message }, 'a search at Mouser failed')
        return { error: `Mouser API request failed: ${error.message}` }
      }
      log.error({ endpoint, err: error }, 'a search at Mouser failed')
      return { error: 'the Mouser search failed' }
    }
  }

  /** An answer that cannot be cached is used all the same. */
  async #cacheResult(key: string, url: string, result: MouserResult): Promise<void> {
    try {
      await this.#options.cache.put(key, url, result)
    } catch (err) {
      this.#options.log.warn({ err }, 'an answer of Mouser was not cached')
    }
  }

  /** Messages of the server may repeat the key. */
  #withoutKey(text: string): string {
    const { apiKey } = this.#options
    return text.replaceAll(apiKey, '***').replaceAll(encodeURIComponent(apiKey), '***')
  }
}
