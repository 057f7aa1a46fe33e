import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Teardown } from './test-database.ts'

/** Stands between the service and its database, and can behave like a network that is cut. */
export interface FreezingProxy {
  /** The database's URL, through the proxy. */
  url: string
  /** How many connections the service has open to it. */
  openConnections(): number
  /** Forwards nothing more, and tells nobody: connections stay open, and new ones are taken. */
  freeze(): void
  /** Forwards new connections again; those that were frozen stay so until they end. */
  thaw(): void
  /** Cuts only what comes to the service from the connections that are open now. */
  deafen(): void
  /** Ends all connections, and takes none until `thaw`, like a proxy whose server is gone. */
  cut(): void
}

/** Starts a proxy in front of the server of a URL; it ends with the test. */
export async function startFreezingProxy(t: Teardown, databaseUrl: string): Promise<FreezingProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const clients = new Set<Socket>()
  const pairs = new Set<{ client: Socket; server: Socket }>()
  let frozen = false
  let isCut = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const proxy = createServer((client) => {
    keep(client)
    clients.add(client)
    client.on('close', () => clients.delete(client))
    if (isCut) return void client.destroy()
    // What is read goes nowhere: the peer sees a connection that is alive, as with a network that loses everything.
    if (frozen) return void client.resume()
    const server = connect(Number(target.port), target.hostname)
    keep(server)
    client.pipe(server).pipe(client)
    pairs.add({ client, server })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
    await once(proxy, 'close')
  })
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const through = new URL(databaseUrl)
  through.port = String(address.port)
  const deafen = () => {
    for (const { client, server } of pairs) {
      server.unpipe(client)
      server.resume()
    }
  }
  return {
    url: through.href,
    openConnections: () => clients.size,
    freeze() {
      frozen = true
      deafen()
      for (const { client, server } of pairs) {
        client.unpipe(server)
        client.resume()
      }
      pairs.clear()
    },
    thaw() {
      frozen = false
      isCut = false
    },
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
      pairs.clear()
    },
    deafen,
  }
}
