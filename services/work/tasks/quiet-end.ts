import type { Worker, WorkerEvents } from 'graphile-worker'

/**
 * Has a worker end in order that has been told to stop while it asks the queue for a job, and gets no answer. Else it ends with the
 * error, which the queue prints on the console with its stack, past every log.
 *
 * To be called after whatever stops workers at that event.
 */
export function endInOrder(events: WorkerEvents): void {
  const stopping = new WeakSet<Worker>()
  events.on('worker:release', ({ worker }) => stopping.add(worker))
  events.on('worker:getJob:error', ({ worker }) => {
    if (stopping.has(worker)) void worker.release(true)
  })
}
