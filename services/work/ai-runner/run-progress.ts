import { SubProgress } from '../tasks/progress.ts'
import type { Progress } from '../tasks/task.ts'

/** Greatest value before the answer is written. */
const LIMIT = 0.9
/** Part of the way to the limit that one step covers. */
const STEP = 0.25

/**
 * The progress of a run. The number of rounds is not known in advance, so each step covers a part of what is left. The
 * value never gets smaller.
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
