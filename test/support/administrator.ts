import { Socket } from 'node:net'
import pg from 'pg'

/** Runs statements of the tests on one connection, which is kept and keeps no process alive between them. */
export class Administrator {
  readonly #url: string
  #connected: Promise<pg.Client> | undefined
  #socket = new Socket()
  #running = 0

  constructor(url: string) {
    this.#url = url
  }

  async run(statement: string): Promise<void> {
    this.#connected ??= this.#connect()
    this.#running++
    try {
      const client = await this.#connected
      this.#socket.ref()
      await client.query(statement)
    } finally {
      this.#running--
      if (this.#running === 0) this.#socket.unref()
    }
  }

  async #connect(): Promise<pg.Client> {
    this.#socket = new Socket()
    const client = new pg.Client({ connectionString: this.#url, stream: () => this.#socket })
    client.on('error', () => {
      // The server has ended.
      this.#connected = undefined
    })
    await client.connect()
    return client
  }
}
