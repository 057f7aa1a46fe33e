import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startFauxqs } from 'fauxqs'
import type { Teardown } from './test-database.ts'

/** What becomes of a request on its way to the store. */
export type Fate =
  /** It reaches the store, and its answer the client. */
  | 'pass'
  /** The connection is cut before the store sees the request. */
  | 'cut'
  /** The store answers 500. */
  | 'fail'
  /** The answer is cut in the middle of its body. */
  | 'break'
  /** The request waits, unseen by the store, until the client goes away. */
  | 'hold'
  /** The store does its work, but nobody hears of it. */
  | 'swallow'

export interface S3Request {
  method: string
  /** Path and query. */
  url: string
}

export interface S3Server {
  /** Settings of a service that keeps its files there. */
  settings: {
    s3EndpointUrl: string
    s3AccessKeyId: string
    s3SecretAccessKey: string
    s3BucketName: string
    s3Region: string
  }
  /** Requests so far. */
  requests: S3Request[]
  /** Decides the fate of each request from now on; the default lets all of them pass. */
  decide: (request: S3Request) => Fate
  /** Resolves when a request has met this fate, at the earliest possible moment after the store has done its work. */
  met(fate: Fate): Promise<void>
}

async function addressOf(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

/** Starts an S3 server without any bucket, behind a proxy that can harm requests. It ends with the test. */
export async function startS3(t: Teardown): Promise<S3Server> {
  const store = await startFauxqs({ port: 0, logger: false })
  const waiting = new Map<Fate, () => void>()
  const state: Pick<S3Server, 'requests' | 'decide'> = { requests: [], decide: () => 'pass' }

  const meet = (fate: Fate) => waiting.get(fate)?.()

  function forward(incoming: IncomingMessage, outgoing: ServerResponse, fate: Fate): void {
    const { method, url, headers } = incoming
    const passed = request(`http://127.0.0.1:${store.port}${url}`, { method, headers }, (answer) => {
      if (fate === 'swallow') {
        answer.resume().on('end', () => meet(fate))
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      if (fate === 'break') {
        answer.once('data', (chunk: Buffer) => {
          outgoing.write(chunk.subarray(0, chunk.length / 2), () => outgoing.destroy())
          answer.destroy()
          meet(fate)
        })
      } else answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  }

  const proxy = createServer((incoming, outgoing) => {
    const seen = { method: incoming.method ?? '', url: incoming.url ?? '' }
    state.requests.push(seen)
    const fate = state.decide(seen)
    if (fate === 'pass' || fate === 'break' || fate === 'swallow') return forward(incoming, outgoing, fate)
    if (fate === 'cut') incoming.socket.destroy()
    if (fate === 'fail') outgoing.writeHead(500).end()
    meet(fate)
  })
  const endpoint = await addressOf(proxy)
  t.teardown(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await store.stop()
  })
  return Object.assign(state, {
    settings: {
      s3EndpointUrl: endpoint,
      s3AccessKeyId: 'test',
      s3SecretAccessKey: 'test',
      s3BucketName: 'inventory-files',
      s3Region: 'us-east-1',
    },
    met: (fate: Fate) => new Promise<void>((resolve) => waiting.set(fate, resolve)),
  })
}
