import type pg from 'pg'

/** What the driver calls for each message of the server while a statement runs. */
class CopyOut {
  readonly #text: string
  readonly #settle: (error?: Error) => void
  bytes = 0

  constructor(text: string, settle: (error?: Error) => void) {
    this.#text = text
    this.#settle = settle
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.bytes += chunk.length
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#settle()
  }

  handleError(error: Error): void {
    this.#settle(error)
  }
}

/** Has the server write the rows of a query as CSV, and drops them. @returns how many bytes came. */
export async function copyOut(client: pg.Client, query: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const copy = new CopyOut(`copy (${query}) to stdout (format csv, header)`, (error) =>
    error ? reject(error) : resolve(),
  )
  client.query(copy)
  await promise
  return copy.bytes
}
