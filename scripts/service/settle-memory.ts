import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'
import type { FastifyBaseLogger } from 'fastify'

const PERIOD_MS = 2000
/** The most that the event loop may have worked in a period. */
const IDLE = 0.05

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000)

/** Collects garbage, and gives the pages of the heap that it leaves empty back to the system. */
function collect(): void {
  // A program has no other way to it, save a flag that whoever starts the process would have to know. It is taken back at once:
  // compiled modules are kept for processes with the same flags.
  v8.setFlagsFromString('--expose-gc')
  const gc: NodeJS.GCFunction = vm.runInNewContext('gc')
  v8.setFlagsFromString('--no-expose-gc')
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/**
 * Gives back what only the start has needed, some 15 MB, which the engine would keep until it needs room. That takes a tenth of a
 * second, so it waits until the process has had next to nothing to do for two seconds. It is done once.
 */
export function settleMemory(log: FastifyBaseLogger): void {
  let last = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    if (utilization > IDLE) return
    clearInterval(timer)
    const before = process.memoryUsage.rss()
    collect()
    const after = process.memoryUsage.rss()
    log.debug({ megabytesBefore: megabytes(before), megabytes: megabytes(after) }, 'memory of the start given back')
  }, PERIOD_MS)
  timer.unref()
}
