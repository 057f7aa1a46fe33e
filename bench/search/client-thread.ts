import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import { timed } from '../compare-times.ts'
import type { ClientOrder } from './clients.ts'

/** Sends requests as so many clients do, each the next one when its answer has come, and reports their times. */
const { url, rows, clients }: ClientOrder = workerData
const pool = new Pool(url, { connections: clients, pipelining: 1 })
const times: number[] = []
let next = 0

async function request(path: string): Promise<void> {
  const { statusCode, body } = await pool.request({ method: 'GET', path })
  const text = await body.text()
  // What took too long is refused, and its time says so.
  if (statusCode !== 200 && statusCode !== 503) throw new Error(`${statusCode} for ${path}: ${text}`)
}

async function client(): Promise<void> {
  while (next < rows.length) {
    for (const path of rows[next++] ?? []) times.push(await timed(() => request(path)))
  }
}

await Promise.all(Array.from({ length: clients }, client))
await pool.close()
parentPort?.postMessage(times)
