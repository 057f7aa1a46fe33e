import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { type AiAttachment, AiError, type AiProvider, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { KnownAddresses } from '../../work/ai-runner/known-addresses.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { CatalogueAnswer } from './details-schema.ts'
import { readReplay, writeReplay } from './replay-file.ts'

export interface CataloguerOptions {
  provider: AiProvider
  /** False in testing: runs that would need the model are refused then. */
  realAiAllowed: boolean
  /** File with a recorded answer, which replaces the model. The first answer is written to it. Null for none. */
  replayPath: string | null
  /** @throws DomainError when the day's budget is spent. */
  assertWithinBudget: () => Promise<void>
  log: Log
}

export interface CatalogueRequest {
  systemPrompt: string
  userPrompt: string
  tools: readonly AiTool[]
  attachments?: readonly AiAttachment[]
  /** Gets the addresses that may be fetched for the answer. */
  addresses?: KnownAddresses
  progress: Progress
  signal: AbortSignal
}

/** Runs a model that catalogues a part, or reads a recorded answer from a file. */
export class Cataloguer {
  readonly #options: CataloguerOptions

  constructor(options: CataloguerOptions) {
    this.#options = options
  }

  /**
   * For requests that would start a run.
   *
   * @param operation what is refused, after "Cannot".
   * @throws DomainError 400 where no run could succeed, 409 when the day's budget is spent.
   */
  async assertMayStart(operation: string): Promise<void> {
    const { realAiAllowed, replayPath, assertWithinBudget } = this.#options
    if (realAiAllowed) return assertWithinBudget()
    if (replayPath !== null) return
    throw new DomainError(
      400,
      'INVALID_OPERATION',
      `Cannot ${operation} because real AI usage is disabled in testing mode`,
      'The operation is not possible in the current state',
    )
  }

  /** @throws AiError when there is no answer; the signal's reason when it aborts. */
  async run(request: CatalogueRequest): Promise<CatalogueAnswer> {
    const { replayPath } = this.#options
    const recorded = replayPath === null ? null : await readReplay(replayPath)
    if (recorded) {
      // The file comes from the operator, so its addresses may be fetched.
      request.addresses?.addJson(recorded)
      return recorded
    }
    const answer = await this.#ask(request)
    if (replayPath !== null) await this.#record(replayPath, answer)
    return answer
  }

  async #ask(request: CatalogueRequest): Promise<CatalogueAnswer> {
    const { provider } = this.#options
    if (provider.runner === null) throw new AiError(provider.reason)
    const { parsed } = await provider.runner.run({
      ...request,
      reasoningSummary: true,
      webSearch: true,
      responseSchema: CatalogueAnswer,
      responseName: 'catalogue_answer',
    })
    return parsed
  }

  /** An answer that cannot be recorded is used all the same. */
  async #record(path: string, answer: CatalogueAnswer): Promise<void> {
    await writeReplay(path, answer).catch((err) =>
      this.#options.log.warn({ err }, 'the answer of the model was not kept'),
    )
  }
}
