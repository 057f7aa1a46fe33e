/** So often a failure is told that comes again and again. */
const TELL_AGAIN_MS = 600_000

/** A piece of work that is done over and over, never twice at the same time. */
export interface Repetition {
  /** @param onError called with what a run has failed with; the next one follows all the same. */
  start(onError: (error: unknown) => void): void
  /** Resolves when the run under way, if any, has ended. */
  stop(): Promise<void>
}

export interface RepeatOptions {
  /** Whether the first run does not wait. */
  atOnce?: boolean
  /** Whether `onError` is called every ten minutes at most while run after run fails in the same way. */
  tellsChanges?: boolean
}

/** Tells which failures are others than that of the run before. */
class Failures {
  #last: { message: string; toldAt: number } | null = null

  isNew(error: unknown): boolean {
    const message = error instanceof Error ? error.message : String(error)
    const now = performance.now()
    if (this.#last?.message === message && now - this.#last.toldAt < TELL_AGAIN_MS) return false
    this.#last = { message, toldAt: now }
    return true
  }

  forget(): void {
    this.#last = null
  }
}

/** Makes a loop that waits `seconds`, does `work`, and starts over. It does not keep the process alive. */
export function repeat(
  seconds: number,
  work: () => Promise<unknown>,
  { atOnce = false, tellsChanges = false }: RepeatOptions = {},
): Repetition {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  const failures = new Failures()
  return {
    start(onError) {
      const schedule = () => {
        if (!stopped) timer = setTimeout(run, seconds * 1000).unref()
      }
      const run = () => {
        running = work()
          .then(
            () => failures.forget(),
            (error: unknown) => {
              if (failures.isNew(error) || !tellsChanges) onError(error)
            },
          )
          .then(schedule)
      }
      if (stopped) return
      if (atOnce) run()
      else schedule()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}
