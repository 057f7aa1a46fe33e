import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { type AiAttachment, AiError, type AiProvider, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { CatalogueAnswer } from './details-schema.ts'
import { readReplay, writeReplay } from './replay-file.ts'

export interface CataloguerOptions {
  provider: AiProvider
  /** False in testing: no run is started then that would need the model. */
  realAiAllowed: boolean
  /** File with an answer that is used in place of the model, and where the first answer is kept; null for none. */
  replayPath: string | null
  /** @throws DomainError when the model has done enough for today. */
  assertWithinBudget: () => Promise<void>
  log: Log
}

export interface CatalogueRequest {
  systemPrompt: string
  userPrompt: string
  tools: readonly AiTool[]
  attachments?: readonly AiAttachment[]
  progress: Progress
  signal: AbortSignal
}

/** Has a model catalogue a part, or answers from a file as a model once did. */
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
    if (recorded) return recorded
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

  /** An answer that cannot be kept is an answer all the same. */
  async #record(path: string, answer: CatalogueAnswer): Promise<void> {
    await writeReplay(path, answer).catch((err) =>
      this.#options.log.warn({ err }, 'the answer of the model was not kept'),
    )
  }
}
