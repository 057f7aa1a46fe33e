import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import type { Log } from '../../../plugins/log.ts'
import { AiError } from '../../work/ai-runner/ai-runner.ts'
import { SubProgress } from '../../work/tasks/progress.ts'
import type { Progress, Task, TaskContext } from '../../work/tasks/task.ts'
import { CANCELLED, failureText, MODEL_BEGINS, MODEL_ENDS } from '../part-details/task-outcome.ts'
import type { AnalysisResult, AnalysisTaskResult } from './analysis-result.ts'
import type { PartAnalysis } from './part-analysis.ts'
import type { PictureFile, PictureStore } from './picture-store.ts'

export const ANALYSIS_TASK = 'part_analysis'
const OPERATION = 'AI analysis'

const Params = Type.Object({
  text: Type.Union([Type.String(), Type.Null()]),
  picture_id: Type.Union([Type.String(), Type.Null()]),
})
/** The user's input, as the task stores it. */
export type AnalysisParams = Static<typeof Params>

export interface AnalysisTaskOptions {
  analysis: PartAnalysis
  pictures: PictureStore
  log: Log
}

/** Analyses a part in the background. A failed analysis is a result, too: the task itself completes. */
export class AnalysisTask implements Task {
  readonly name = ANALYSIS_TASK
  readonly #options: AnalysisTaskOptions

  constructor(options: AnalysisTaskOptions) {
    this.#options = options
  }

  async execute(params: Record<string, unknown>, context: TaskContext): Promise<object> {
    const { progress, signal, complete, taskId } = context
    const result = await this.#analyse(progress, params, signal).catch((error) => {
      if (signal.aborted) return null
      // Then the task begins again.
      if (isDatabaseLost(error)) throw error
      return this.#failure(error, taskId)
    })
    if (result === null) return CANCELLED
    return complete(async (unit) => {
      await this.#removePicture(unit, params)
      return result
    })
  }

  /** A picture is kept only until the analysis has ended. */
  canRetry(params: Record<string, unknown>): boolean {
    return Value.Check(Params, params) && params.picture_id === null
  }

  /** @returns null when the signal has aborted. */
  async #analyse(progress: Progress, params: Record<string, unknown>, signal: AbortSignal) {
    progress.sendProgressText('Preparing the analysis')
    if (signal.aborted) return null
    if (!Value.Check(Params, params)) throw new Error('the parameters of the task are not those of an analysis')
    const picture = await this.#picture(params)
    if (params.text === null && picture === null) throw new AiError('there is neither a text nor a picture')
    try {
      return await this.#finish(params.text, picture, progress, signal)
    } finally {
      await picture?.dispose()
    }
  }

  async #finish(text: string | null, picture: PictureFile | null, progress: Progress, signal: AbortSignal) {
    const { analysis } = this.#options
    progress.sendProgress('The model looks at the part', MODEL_BEGINS)
    const modelProgress = new SubProgress(progress, MODEL_BEGINS, MODEL_ENDS)
    const answer = await analysis.ask({ text, picture }, modelProgress, signal)
    if (signal.aborted) return null
    progress.sendProgress('Looking at the documents', MODEL_ENDS)
    if (signal.aborted) return null
    const result = await analysis.complete(answer, signal)
    progress.sendProgress('Putting the result together', 0.95)
    progress.sendProgress('The analysis is complete', 1)
    return success(result)
  }

  async #picture({ picture_id }: AnalysisParams): Promise<PictureFile | null> {
    return picture_id === null ? null : this.#options.pictures.writeToFile(picture_id)
  }

  #failure(error: unknown, taskId: string): AnalysisTaskResult {
    return { success: false, analysis: null, error_message: failureText(OPERATION, error, taskId, this.#options.log) }
  }

  async #removePicture(unit: UnitOfWork, { picture_id }: Record<string, unknown>): Promise<void> {
    if (typeof picture_id === 'string') await this.#options.pictures.remove(unit, picture_id)
  }
}

function success(analysis: AnalysisResult): AnalysisTaskResult {
  return { success: true, analysis, error_message: null }
}
