import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What a thread of clients is to send. */
export interface ClientOrder {
  url: string
  /** What a client sends one after another: the letters of a query, or one path. */
  rows: readonly (readonly string[])[]
  clients: number
}

/** Sends each row of paths once, from a thread of its own. @returns milliseconds of every request. @throws when one fails. */
export async function timesOfClients(order: ClientOrder): Promise<number[]> {
  const worker = new Worker(new URL('./client-thread.ts', import.meta.url), { workerData: order })
  const [times] = await once(worker, 'message')
  return times
}
