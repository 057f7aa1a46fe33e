import { get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** Opens event streams in a thread of its own, and reads what comes without looking at it. */
const { url, streams }: { url: string; streams: number } = workerData

await Promise.all(
  Array.from(
    { length: streams },
    (_, n) =>
      new Promise<void>((resolve, reject) => {
        const request = get(`${url}/api/sse/stream?request_id=bench-${n}`, { agent: false }, (response) => {
          response.once('data', () => resolve()).resume()
        })
        request.on('error', reject)
      }),
  ),
)
parentPort?.postMessage('open')
