import pg from 'pg'
import { asRefusal } from './connection-problem.ts'
import { DatabaseUnusableError } from './database-error.ts'

type Connected = Parameters<typeof pg.Client.prototype.connect>[0]

/** The messages with which a server asks for a password. */
const ASKS_FOR_PASSWORD = ['authenticationSASL', 'authenticationCleartextPassword', 'authenticationMD5Password']

/**
 * A connection that the server drops reports that as an event, and an event of that kind without a listener ends the process. The
 * statement in flight fails by itself, and the end of the connection is told as well.
 */
function ignoreDroppedConnection(): void {}

/**
 * The driver's connection, which is closed when it cannot be opened. Where the sign-in fails on our side, the driver leaves
 * the socket open, and the server keeps a place for it until its `authentication_timeout`.
 */
export class Client extends pg.Client {
  #isAskedForPassword = false

  constructor(config?: pg.ClientConfig) {
    super(config)
    // From the first moment on: a server may drop it with the same bytes that say that it is ready.
    this.on('error', ignoreDroppedConnection)
  }

  /** @throws DatabaseUnusableError when the server asks for a password and there is none. */
  override connect(): Promise<pg.Client>
  override connect(connected: Connected): void
  override connect(connected?: Connected): Promise<pg.Client> | undefined {
    const connecting = this.#connect()
    if (connected === undefined) return connecting
    // Its declaration has no form that takes either of the two.
    const call = (...result: [error: unknown] | [error: null, client: pg.Client]) => {
      Reflect.apply(connected, undefined, result)
    }
    connecting.then(
      () => call(null, this),
      (error) => call(error),
    )
    return undefined
  }

  async #connect(): Promise<pg.Client> {
    for (const message of ASKS_FOR_PASSWORD) {
      this.connection.once(message, () => {
        this.#isAskedForPassword = true
      })
    }
    try {
      return await super.connect()
    } catch (error) {
      this.connection.stream.destroy()
      throw this.#isAskedForPassword && !this.password ? noPassword(this, error) : asRefusal(error)
    }
  }
}

function noPassword({ host, port }: pg.Client, cause: unknown): DatabaseUnusableError {
  return new DatabaseUnusableError(
    `The database server ${host}:${port} asks for a password, and there is none: write it into DATABASE_URL (that of a` +
      ' standby into DATABASE_READ_URL), as in postgresql://user:password@host:5432/database',
    { cause },
  )
}
