import type { FastifyInstance } from 'fastify'
import { findListeningProblem } from '../origin-guard/reach.ts'
import { StartError } from '../start-error.ts'
import { explainFailure } from './explain-failure.ts'
import { ENDING_SIGNALS, ProcessEnding } from './process-ending.ts'

/** The listeners to what ends a process: signals, and errors that nobody has caught. */
function endingListeners() {
  return [
    ...ENDING_SIGNALS.flatMap((event) => process.listeners(event).map((listener) => ({ event, listener }))),
    ...process.listeners('uncaughtException').map((listener) => ({ event: 'uncaughtException', listener })),
    ...process.listeners('unhandledRejection').map((listener) => ({ event: 'unhandledRejection', listener })),
  ]
}

/**
 * Ends the process in the service's own way where a program of others has created the server, such as `fastify start`:
 * one sequence for all signals, and plain words for a start that fails. Listeners that the other program has added by the
 * time the instance is ready are removed: those of fastify-cli end the process at a second signal and 500 ms after
 * the first one, in the middle of the shutdown. It ends the process as well when the server listens on an address that the
 * settings do not allow. Call it before the first plugin is registered.
 */
export function ownProcess(instance: FastifyInstance): void {
  const ending = new ProcessEnding()
  ending.closes(instance)
  const kept = new Set<unknown>(endingListeners().map(({ listener }) => listener))
  instance.addHook('onReady', async () => {
    for (const { event, listener } of endingListeners())
      if (!kept.has(listener)) process.removeListener(event, listener)
  })
  // The other program has chosen the address. What it is can be known only now; requests to it are refused meanwhile.
  instance.addHook('onListen', async () => {
    const problem = findListeningProblem(instance)
    if (problem === null) return
    console.error(explainFailure(new StartError(problem)))
    void ending.begin(1)
  })
}
