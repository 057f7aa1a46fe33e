import type { Progress } from './task.ts'

export interface ProgressUpdate {
  text: string
  value: number
}

/** Holds text and value of a task's progress, and sends both when one changes. The value never gets smaller. */
export class TaskProgress implements Progress {
  readonly #send: (update: ProgressUpdate) => void
  #text = ''
  #value = 0

  /** @param begun how far the task has come before. */
  constructor(send: (update: ProgressUpdate) => void, begun = 0) {
    this.#send = send
    this.#value = begun
  }

  sendProgressText(text: string): void {
    this.sendProgress(text, this.#value)
  }

  sendProgressValue(value: number): void {
    this.sendProgress(this.#text, value)
  }

  sendProgress(text: string, value: number): void {
    this.#text = text
    this.#value = Math.max(this.#value, clamp(value))
    this.#send({ text, value: this.#value })
  }
}

/** The part of a task's progress from `start` to `end`; for its user it goes from 0 to 1. */
export class SubProgress implements Progress {
  readonly #parent: Progress
  readonly #start: number
  readonly #end: number

  constructor(parent: Progress, start: number, end: number) {
    this.#parent = parent
    this.#start = start
    this.#end = end
  }

  sendProgressText(text: string): void {
    this.#parent.sendProgressText(text)
  }

  sendProgressValue(value: number): void {
    this.#parent.sendProgressValue(this.#scale(value))
  }

  sendProgress(text: string, value: number): void {
    this.#parent.sendProgress(text, this.#scale(value))
  }

  #scale(value: number): number {
    return this.#start + (this.#end - this.#start) * clamp(value)
  }
}

function clamp(value: number): number {
  return value > 0 ? Math.min(value, 1) : 0
}
