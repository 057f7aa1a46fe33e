import type OpenAI from 'openai'
import type { Response, ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import type { Log } from '../../../plugins/log.ts'
import type { AiBudget } from './ai-budget.ts'
import {
  AI_ANALYSIS_COST_DOLLARS_TOTAL,
  AI_ANALYSIS_DURATION_SECONDS,
  AI_ANALYSIS_REQUESTS_TOTAL,
  AI_ANALYSIS_TOKENS_TOTAL,
  AI_ANALYSIS_UNPRICED_REQUESTS_TOTAL,
} from './call-metrics.ts'
import { describeFailure, isModelFailure, retryAdvice, UnfinishedResponseError } from './model-failure.ts'
import { costOf, type Price } from './pricing.ts'
import { receiveResponse } from './receive-response.ts'
import { type Wait, withRetries } from './retry.ts'
import type { RunProgress } from './run-progress.ts'
import { usageOf } from './usage.ts'

export interface CallLabels {
  model: string
  verbosity: string
  reasoning_effort: string
}

export interface CallContext {
  labels: CallLabels
  streamed: boolean
  progress: RunProgress
  signal: AbortSignal
}

export interface ModelCallsOptions {
  client: OpenAI
  /** Null when it is not known. */
  price: Price | null
  budget: AiBudget
  log: Log
  pause: Wait
}

/** Calls the model, repeats calls that may succeed later, and counts tokens and costs. */
export class ModelCalls {
  readonly #options: ModelCallsOptions
  #hasWarned = false

  constructor(options: ModelCallsOptions) {
    this.#options = options
  }

  /**
   * @throws errors that `isModelFailure` knows; the signal's reason; what the progress or the counting throws.
   */
  call(params: ResponseCreateParamsNonStreaming, context: CallContext): Promise<Response> {
    return withRetries(() => this.#attempt(params, context), retryAdvice, this.#options.pause, context.signal)
  }

  async #attempt(params: ResponseCreateParamsNonStreaming, context: CallContext): Promise<Response> {
    const { labels, signal } = context
    const startedAt = performance.now()
    const seconds = () => Math.max(0, performance.now() - startedAt) / 1000
    try {
      const response = await receiveResponse(this.#options.client, params, context)
      const unfinished = response.status !== undefined && response.status !== 'completed'
      if (!unfinished) this.#count(response, seconds(), labels)
      await this.#charge(response, signal)
      if (unfinished) throw new UnfinishedResponseError(response)
      return response
    } catch (error) {
      signal.throwIfAborted()
      if (isModelFailure(error)) {
        AI_ANALYSIS_REQUESTS_TOTAL.inc({ status: 'error', ...labels })
        AI_ANALYSIS_DURATION_SECONDS.observe(labels, seconds())
        this.#options.log.warn({ ...describeFailure(error), model: labels.model }, 'a call of the model failed')
      }
      throw error
    }
  }

  #count(response: Response, seconds: number, labels: CallLabels): void {
    const { price, log } = this.#options
    const usage = usageOf(response)
    AI_ANALYSIS_REQUESTS_TOTAL.inc({ status: 'success', ...labels })
    AI_ANALYSIS_DURATION_SECONDS.observe(labels, seconds)
    AI_ANALYSIS_TOKENS_TOTAL.inc({ type: 'input', ...labels }, usage.inputTokens)
    AI_ANALYSIS_TOKENS_TOTAL.inc({ type: 'output', ...labels }, usage.outputTokens)
    AI_ANALYSIS_TOKENS_TOTAL.inc({ type: 'reasoning', ...labels }, usage.reasoningTokens)
    AI_ANALYSIS_TOKENS_TOTAL.inc({ type: 'cached_input', ...labels }, usage.cachedInputTokens)
    AI_ANALYSIS_COST_DOLLARS_TOTAL.inc(labels, price ? costOf(price, usage) : 0)
    if (price) return
    AI_ANALYSIS_UNPRICED_REQUESTS_TOTAL.inc({ model: labels.model })
    if (this.#hasWarned) return
    this.#hasWarned = true
    log.warn({ model: labels.model }, 'the price of the model is not known, so its calls count as free: set AI_PRICING')
  }

  /** Counts a response against the budgets, also an unfinished one: it has to be paid as well. */
  async #charge(response: Response, signal: AbortSignal): Promise<void> {
    const { price, budget } = this.#options
    const usage = usageOf(response)
    await budget.record(usage.inputTokens + usage.outputTokens, price ? costOf(price, usage) : 0, signal)
  }
}
