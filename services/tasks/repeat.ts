/** A piece of work that is done over and over, never twice at the same time. */
export interface Repetition {
  /** @param onError called with what a run has failed with; the next one follows all the same. */
  start(onError: (error: unknown) => void): void
  /** Resolves when the run under way, if any, has ended. */
  stop(): Promise<void>
}

/** Makes a loop that waits `seconds`, does `work`, and starts over. It does not keep the process alive. */
export function repeat(seconds: number, work: () => Promise<void>): Repetition {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  return {
    start(onError) {
      if (stopped) return
      timer = setTimeout(() => {
        running = work()
          .catch(onError)
          .then(() => {
            if (!stopped) timer?.refresh()
          })
      }, seconds * 1000)
      timer.unref()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}
