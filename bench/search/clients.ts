import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What a thread of clients is to send. */
export interface ClientOrder {
  url: string
  paths: readonly string[]
  clients: number
}

/** Sends each path once, from a thread of its own. @returns milliseconds of every request. @throws when one fails. */
export async function timesOfClients(order: ClientOrder): Promise<number[]> {
  const worker = new Worker(new URL('./client-thread.ts', import.meta.url), { workerData: order })
  const [times] = await once(worker, 'message')
  return times
}
