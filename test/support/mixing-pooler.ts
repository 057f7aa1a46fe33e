import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Teardown } from './test-database.ts'

const READY = 'Z'
/** Status of a server that is in no transaction. */
const IDLE = 'I'
/** Messages of a client after which the server answers with READY. */
const ENDS_OF_BATCH = ['Q', 'S']
const TERMINATE = 'X'

interface Message {
  type: string
  bytes: Buffer
}

/** Divides a stream of the protocol into messages: a letter, the length, the rest. */
class Messages {
  #rest: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const found: Message[] = []
    while (this.#rest.length >= 5 && this.#rest.length > this.#rest.readUInt32BE(1)) {
      const end = 1 + this.#rest.readUInt32BE(1)
      found.push({ type: this.#rest.toString('latin1', 0, 1), bytes: this.#rest.subarray(0, end) })
      this.#rest = this.#rest.subarray(end)
    }
    return found
  }
}

/** A session of the server, and the client that it answers now. */
interface Session {
  socket: Socket
  client: Socket | null
}

/**
 * Stands between the service and its database like a connection pooler in transaction mode: each transaction of a client
 * runs on the session that was free last, and nothing that belongs to a session is kept for a client.
 */
class MixingPooler {
  readonly sockets = new Set<Socket>()
  readonly #target: URL
  readonly #free: Session[] = []
  readonly #waiting: ((session: Session) => void)[] = []
  /** The sessions of clients that are in a transaction. */
  readonly #sessions = new Map<Socket, Session>()

  constructor(target: URL) {
    this.#target = target
  }

  /** Lets the client sign in to a session of its own, which serves everybody afterwards. */
  accept(client: Socket): void {
    const session: Session = { socket: connect(Number(this.#target.port), this.#target.hostname), client }
    this.#keep(client)
    this.#keep(session.socket)
    const answers = new Messages()
    let isSignedIn = false
    session.socket.on('data', (chunk) => {
      for (const message of answers.push(chunk)) {
        session.client?.write(message.bytes)
        if (message.type !== READY) continue
        if (message.bytes.toString('latin1', 5) === IDLE) this.#release(session, isSignedIn)
        isSignedIn = true
      }
    })
    client.on('close', () => this.#sessions.get(client)?.socket.destroy())
    const requests = new Messages()
    let batch: Buffer[] = []
    client.on('data', (chunk) => {
      if (!isSignedIn) return void session.socket.write(chunk)
      for (const { type, bytes } of requests.push(chunk)) {
        if (type === TERMINATE) return void client.end()
        batch.push(bytes)
        if (!ENDS_OF_BATCH.includes(type)) continue
        this.#send(client, Buffer.concat(batch))
        batch = []
      }
    })
  }

  #send(client: Socket, batch: Buffer): void {
    const own = this.#sessions.get(client)
    if (own !== undefined) return void own.socket.write(batch)
    const use = (session: Session) => {
      session.client = client
      this.#sessions.set(client, session)
      session.socket.write(batch)
    }
    const free = this.#free.pop()
    if (free === undefined) this.#waiting.push(use)
    else use(free)
  }

  /** @param wasUsed false for a new one, which is taken when no other is free. */
  #release(session: Session, wasUsed: boolean): void {
    if (session.client !== null) this.#sessions.delete(session.client)
    session.client = null
    const next = this.#waiting.shift()
    if (next !== undefined) next(session)
    else if (wasUsed) this.#free.push(session)
    else this.#free.unshift(session)
  }

  #keep(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.sockets.delete(socket))
  }
}

/**
 * Starts such a pooler in front of the server of a URL; it ends with the test.
 *
 * @returns the database's URL, through the pooler.
 */
export async function startMixingPooler(t: Teardown, databaseUrl: string): Promise<string> {
  const pooler = new MixingPooler(new URL(databaseUrl))
  const server = createServer((client) => pooler.accept(client)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    for (const socket of pooler.sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const through = new URL(databaseUrl)
  through.port = String(address.port)
  return through.href
}
