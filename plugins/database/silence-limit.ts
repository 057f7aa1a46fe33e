/** A wait for an answer. */
interface Wait {
  /** When it is over, in milliseconds of `performance.now()`. */
  readonly end: number
  /** Whether it has taken too long. */
  isOver: boolean
}

/**
 * Limits how long a connection waits for answers. Statements are short and many, so there is one timer for all of them:
 * it looks whether a wait is over, and is set again for the next one.
 */
export class SilenceLimit {
  readonly #tooLong: () => void
  readonly #waits = new Set<Wait>()
  #timer: NodeJS.Timeout | undefined
  #looksAt = Number.POSITIVE_INFINITY

  /** @param tooLong called when a wait is over. */
  constructor(tooLong: () => void) {
    this.#tooLong = tooLong
  }

  begin(seconds: number): Wait {
    const wait = { end: performance.now() + seconds * 1000, isOver: false }
    this.#waits.add(wait)
    if (wait.end < this.#looksAt) this.#lookAt(wait.end)
    return wait
  }

  end(wait: Wait): void {
    this.#waits.delete(wait)
  }

  #lookAt(moment: number): void {
    clearTimeout(this.#timer)
    this.#looksAt = moment
    this.#timer = setTimeout(() => this.#look(), Math.max(1, moment - performance.now()))
    // The connection keeps the process alive as long as a statement is under way.
    this.#timer.unref()
  }

  #look(): void {
    this.#looksAt = Number.POSITIVE_INFINITY
    const now = performance.now()
    const late = [...this.#waits].filter(({ end }) => end <= now)
    for (const wait of late) wait.isOver = true
    if (late.length > 0) this.#tooLong()
    const ends = [...this.#waits].filter(({ isOver }) => !isOver).map(({ end }) => end)
    if (ends.length > 0) this.#lookAt(Math.min(...ends))
  }
}
