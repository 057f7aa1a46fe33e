import { SubProgress } from '../tasks/progress.ts'
import type { Progress } from '../tasks/task.ts'

/** Where the position of a run tends to: the rest is for its answer. */
const LIMIT = 0.9
/** Part of the way to the limit that one step covers. */
const STEP = 0.25

/**
 * How far a run is. Nobody knows how many rounds a run will take, so each step covers a part of what is left. The
 * value never goes back.
 */
export class RunProgress implements Progress {
  readonly #target: Progress | undefined
  #position = 0
  #value = 0

  constructor(target: Progress | undefined) {
    this.#target = target
  }

  /** The model has answered a request. */
  roundEnded(): void {
    this.#step()
    this.sendProgressValue(this.#position)
  }

  /** The functions that the model has called have been run. */
  toolsEnded(): void {
    this.#step()
    this.sendProgress('Looking at the results', this.#position)
  }

  /** The model writes its answer. */
  answerBegun(): void {
    this.sendProgress('Writing the answer', LIMIT)
  }

  /** The next step, as the whole progress of one function. */
  ofTool(): Progress {
    return new SubProgress(this, this.#position, this.#nextPosition())
  }

  sendProgressText(text: string): void {
    this.#target?.sendProgressText(text)
  }

  sendProgressValue(value: number): void {
    this.#value = Math.max(this.#value, value)
    this.#target?.sendProgressValue(this.#value)
  }

  sendProgress(text: string, value: number): void {
    this.#value = Math.max(this.#value, value)
    this.#target?.sendProgress(text, this.#value)
  }

  #nextPosition(): number {
    return this.#position + (LIMIT - this.#position) * STEP
  }

  #step(): void {
    this.#position = this.#nextPosition()
  }
}
