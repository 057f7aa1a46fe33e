/** A clean-up that runs now and then, never twice at the same time. */
export interface Sweeper {
  /** Resolves when the run under way, if any, has ended. */
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

/** Does `work` at once and then every hour, without keeping the process alive. */
export function sweepHourly(work: () => Promise<unknown>, onError: (error: unknown) => void): Sweeper {
  let running: Promise<unknown> = Promise.resolve()
  const run = () => {
    running = running.then(work).catch(onError)
  }
  run()
  const timer = setInterval(run, HOUR_MS).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
