import pg from 'pg'

/** The name under which each connection prepares the statement that begins a transaction. */
export const BEGIN_NAME = 'inventory_begin'
export const BEGIN = 'start transaction'

/** Whether the driver sends a statement in steps, so that another one can go before it in the same message. */
export function isSentInSteps({ name, values }: pg.QueryConfig): boolean {
  return name !== undefined || (values?.length ?? 0) > 0
}

/** What the driver calls when the server has finished a command. */
type CommandComplete = (message: unknown, connection: pg.Connection) => void

/**
 * The first statement of a transaction, sent together with what begins it. The server works off both before it answers,
 * and leaves the statement out when the transaction cannot begin.
 */
class FirstQuery extends pg.Query {
  hasBegun = false

  constructor(statement: pg.QueryConfig) {
    super(statement)
    const submit = this.submit
    this.submit = (connection) => {
      connection.stream.cork()
      try {
        connection.bind({ statement: BEGIN_NAME }, true)
        connection.execute({}, true)
        return Reflect.apply(submit, this, [connection])
      } finally {
        connection.stream.uncork()
      }
    }
    // The method is not among the driver's types.
    const complete: CommandComplete = Reflect.get(pg.Query.prototype, 'handleCommandComplete')
    Reflect.set(this, 'handleCommandComplete', (message: unknown, connection: pg.Connection) => {
      if (this.hasBegun) Reflect.apply(complete, this, [message, connection])
      this.hasBegun = true
    })
  }
}

/**
 * Sends the first statement of a transaction together with what begins it. The connection must have prepared `BEGIN` as
 * `BEGIN_NAME`, and `isSentInSteps` must be true of the statement.
 *
 * @param send the driver's own method.
 * @param begun called when the transaction has begun, also if the statement fails afterwards.
 */
export function sendFirst(
  statement: pg.QueryConfig,
  send: (query: pg.Submittable) => void,
  begun: () => void,
): Promise<pg.QueryResult> {
  const query = new FirstQuery(statement)
  const answered = new Promise<pg.QueryResult>((resolve, reject) => {
    query.on('end', resolve)
    query.on('error', reject)
    send(query)
  })
  return answered.finally(() => {
    if (query.hasBegun) begun()
  })
}
