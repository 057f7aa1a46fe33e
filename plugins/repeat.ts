/** A piece of work that is done over and over, never twice at the same time. */
export interface Repetition {
  /** @param onError called with what a run has failed with; the next one follows all the same. */
  start(onError: (error: unknown) => void): void
  /** Resolves when the run under way, if any, has ended. */
  stop(): Promise<void>
}

/**
 * Makes a loop that waits `seconds`, does `work`, and starts over. It does not keep the process alive.
 *
 * @param atOnce whether the first run does not wait.
 */
export function repeat(seconds: number, work: () => Promise<unknown>, { atOnce = false } = {}): Repetition {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  return {
    start(onError) {
      const schedule = () => {
        if (!stopped) timer = setTimeout(run, seconds * 1000).unref()
      }
      const run = () => {
        running = work().catch(onError).then(schedule)
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
