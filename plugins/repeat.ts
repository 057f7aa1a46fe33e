import { pauseAfter } from './pause-after-failures.ts'

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
  /** Seconds up to which the waits grow while run after run fails. Default: they do not grow. */
  mostSeconds?: number
}

/** The failures of one run after another. */
class Failures {
  /** How many there were in a row. */
  count = 0
  #last: { message: string; toldAt: number } | null = null

  /** @returns whether it is another one than that of the run before. */
  add(error: unknown): boolean {
    this.count++
    const message = error instanceof Error ? error.message : String(error)
    const now = performance.now()
    if (this.#last?.message === message && now - this.#last.toldAt < TELL_AGAIN_MS) return false
    this.#last = { message, toldAt: now }
    return true
  }

  forget(): void {
    this.count = 0
    this.#last = null
  }
}

/** Makes a loop that waits `seconds`, does `work`, and starts over. It does not keep the process alive. */
export function repeat(
  seconds: number,
  work: () => Promise<unknown>,
  { atOnce = false, tellsChanges = false, mostSeconds = seconds }: RepeatOptions = {},
): Repetition {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  const failures = new Failures()
  return {
    start(onError) {
      const schedule = () => {
        const wait = failures.count === 0 ? seconds : pauseAfter(failures.count, { first: seconds, most: mostSeconds })
        if (!stopped) timer = setTimeout(run, wait * 1000).unref()
      }
      const run = () => {
        running = work()
          .then(
            () => failures.forget(),
            (error: unknown) => {
              if (failures.add(error) || !tellsChanges) onError(error)
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
