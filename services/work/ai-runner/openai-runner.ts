import OpenAI from 'openai'
import type {
  FunctionTool,
  ResponseCreateParamsNonStreaming,
  ResponseInput,
  ResponseInputContent,
  Tool,
} from 'openai/resources/responses/responses'
import type { Static, TSchema } from 'typebox'
import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { AiBudget } from './ai-budget.ts'
import { type AiAnswer, AiError, type AiRequest, type AiRunner, type AiTool } from './ai-runner.ts'
import { RunAttachments } from './attachments.ts'
import { KnownAddresses } from './known-addresses.ts'
import { ModelCalls } from './model-calls.ts'
import { toRunError } from './model-failure.ts'
import { costOf, type Price } from './pricing.ts'
import { type Wait, wait } from './retry.ts'
import { RunProgress } from './run-progress.ts'
import { addSearched } from './searched-addresses.ts'
import { readAnswer } from './structured-answer.ts'
import { runToolCall } from './tool-calls.ts'
import { addUsage, NO_USAGE, usageOf } from './usage.ts'

/** A model that has not answered after so many rounds will not. */
const MAX_ROUNDS = 20
/** Longest wait for the beginning of an answer. */
const CALL_TIMEOUT_MS = 120_000
const MAX_LOGGED = 500

type Level = 'low' | 'medium' | 'high'

export interface OpenAiRunnerOptions {
  apiKey: string
  baseUrl: string
  model: string
  verbosity: Level
  reasoningEffort: Level
  /** Null for what the model allows. */
  maxOutputTokens: number | null
  /** Null when it is not known. */
  price: Price | null
  db: Pick<Database, 'query'>
  budget: AiBudget
  log: Log
  /** How to wait between two attempts. */
  pause?: Wait
}

function functionTool({ name, description, inputSchema }: AiTool): FunctionTool {
  return { type: 'function', name, description, strict: true, parameters: { ...inputSchema } }
}

function toolsOf({ webSearch, tools = [] }: AiRequest<TSchema>): Tool[] {
  return [...(webSearch ? [{ type: 'web_search' } as const] : []), ...tools.map(functionTool)]
}

/** Runs a model through the Responses API of OpenAI, or of a server that speaks it. */
export class OpenAiRunner implements AiRunner {
  readonly #options: OpenAiRunnerOptions
  readonly #client: OpenAI
  readonly #pause: Wait
  readonly #calls: ModelCalls

  constructor(options: OpenAiRunnerOptions) {
    const { apiKey, baseUrl, pause = wait } = options
    this.#options = options
    this.#pause = pause
    // The client must not write to the console: its messages contain texts of users.
    this.#client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, timeout: CALL_TIMEOUT_MS, logLevel: 'off' })
    this.#calls = new ModelCalls({ ...options, client: this.#client, pause })
  }

  async run<Answer extends TSchema>(request: AiRequest<Answer>): Promise<AiAnswer<Static<Answer>>> {
    const { signal } = request
    const attachments = new RunAttachments({ client: this.#client, log: this.#options.log, pause: this.#pause })
    try {
      signal.throwIfAborted()
      return await this.#converse(request, await attachments.toContent(request.attachments ?? [], signal))
    } catch (error) {
      signal.throwIfAborted()
      throw toRunError(error)
    } finally {
      await attachments.remove()
    }
  }

  async #converse<Answer extends TSchema>(
    request: AiRequest<Answer>,
    attached: ResponseInputContent[],
  ): Promise<AiAnswer<Static<Answer>>> {
    const { db, budget, log, price } = this.#options
    const { signal, tools = [], responseSchema, addresses = new KnownAddresses() } = request
    addresses.addText(request.userPrompt)
    const startedAt = performance.now()
    const progress = new RunProgress(request.progress)
    const input: ResponseInput = [
      { role: 'developer', content: [{ type: 'input_text', text: request.systemPrompt }] },
      { role: 'user', content: [{ type: 'input_text', text: request.userPrompt }, ...attached] },
    ]
    const params = this.#paramsOf(request, input)
    const context = { labels: this.#labelsOf(request), streamed: request.progress !== undefined, progress, signal }
    let usage = NO_USAGE
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      await budget.assertMayGoOn(signal)
      const response = await this.#calls.call(params, context)
      progress.roundEnded()
      // The API accepts each kind of its output as input; the types of the client are narrower.
      input.push(...(response.output as ResponseInput))
      usage = addUsage(usage, usageOf(response))
      addSearched(addresses, response.output)
      const calls = response.output.filter((item) => item.type === 'function_call')
      if (calls.length === 0) {
        const answer = readAnswer(response, responseSchema)
        log.debug({ answer: answer.outputText.slice(0, MAX_LOGGED), usage, rounds: round }, 'the model has answered')
        const elapsedSeconds = Math.max(0, performance.now() - startedAt) / 1000
        return { ...answer, elapsedSeconds, usage, costDollars: price && costOf(price, usage) }
      }
      for (const call of calls) {
        const output = await runToolCall(call, { tools, progress: progress.ofTool(), signal, addresses, db, log })
        input.push({ type: 'function_call_output', call_id: call.call_id, output: JSON.stringify(output) })
      }
      progress.toolsEnded()
    }
    throw new AiError(`The model came to no answer within ${MAX_ROUNDS} rounds`)
  }

  #paramsOf(request: AiRequest<TSchema>, input: ResponseInput): ResponseCreateParamsNonStreaming {
    const { model, verbosity, maxOutputTokens } = this.#options
    const effort = this.#effortOf(request)
    const reasoning = {
      ...(effort === null ? {} : { effort }),
      ...(request.reasoningSummary && request.progress ? { summary: 'auto' as const } : {}),
    }
    const format = { type: 'json_schema', name: request.responseName, strict: true } as const
    const tools = toolsOf(request)
    return {
      model,
      input,
      text: { verbosity, format: { ...format, schema: { ...request.responseSchema } } },
      ...(tools.length > 0 ? { tools } : {}),
      ...(request.webSearch ? { include: ['web_search_call.action.sources' as const] } : {}),
      ...(Object.keys(reasoning).length > 0 ? { reasoning } : {}),
      ...(maxOutputTokens === null ? {} : { max_output_tokens: maxOutputTokens }),
    }
  }

  #effortOf({ reasoningEffort = this.#options.reasoningEffort }: AiRequest<TSchema>): Level | null {
    return reasoningEffort
  }

  #labelsOf(request: AiRequest<TSchema>) {
    const { model, verbosity } = this.#options
    return { model, verbosity, reasoning_effort: this.#effortOf(request) ?? 'none' }
  }
}
