import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Teardown } from '../support/test-database.ts'

export interface Forwarder {
  /** `host:port` where it listens. */
  address: string
  /** Sends new connections there, to the port of this URL. */
  forwardTo(url: string): void
}

/**
 * Listens on a fixed address and hands connections on, as a cluster's service does. Prometheus takes new addresses from its
 * discovery only every five seconds; with this it knows them from the start.
 */
export async function startForwarder(t: Teardown): Promise<Forwarder> {
  let target: URL | undefined
  const server = createServer((near) => {
    if (!target) return near.destroy()
    const far = connect(Number(target.port), target.hostname)
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  t.teardown(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return {
    address: `127.0.0.1:${address.port}`,
    forwardTo(url) {
      target = new URL(url)
    },
  }
}
