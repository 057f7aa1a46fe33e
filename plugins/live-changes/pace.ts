/** Runs a job when something is waiting for it: at once after a rest, and never more often than each `everyMs`. */
export class Pace {
  readonly #everyMs: number
  readonly #job: () => void
  #timer: NodeJS.Timeout | undefined
  #last = Number.NEGATIVE_INFINITY

  constructor(everyMs: number, job: () => void) {
    this.#everyMs = everyMs
    this.#job = job
  }

  /** Has the job run soon. Until it runs, further calls make no difference. */
  wake(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(0, this.#last + this.#everyMs - performance.now())
    this.#timer = setTimeout(() => this.#run(), wait)
    this.#timer.unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #run(): void {
    this.#timer = undefined
    this.#last = performance.now()
    this.#job()
  }
}
