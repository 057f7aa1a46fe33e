import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { listText } from '../../../../plugins/database/list-text.ts'
import { readsOnly } from '../../../../plugins/database/replica/reads-only.ts'
import { type Statement, textOf } from '../../../../plugins/database/statement.ts'
import type { Answer, ThreadMessage } from './thread-messages.ts'

/** Stands between the rows; in JSON it is escaped. */
const BETWEEN = '\x1e'

/**
 * Statements of a thread, which the main thread runs: it has the connections, and the unit of work. What passes through it are
 * texts, so that it has little to do: all rows of what only reads as one text, lists of values as the database reads them.
 */
export class RemoteQueries {
  readonly #main: MessagePort

  constructor(main: MessagePort) {
    this.#main = main
  }

  /** @throws Error when the statement has failed; the main thread knows why. */
  async query<Row>(statement: Statement<Row> | string, values: readonly unknown[] = []): Promise<Row[]> {
    const text = textOf(statement)
    const given = values.map((value) => (Array.isArray(value) ? listText(value) : value))
    if (!readsOnly(text)) return this.#run<Row>(text, given)
    const [read] = await this.#run<{ rows: string | null }>(asOneText(text), given)
    return rowsIn<Row>(read?.rows ?? '')
  }

  async #run<Row>(text: string, values: unknown[]): Promise<Row[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    const { port1, port2 } = new MessageChannel()
    port1.once('message', (answer: Answer<Row[]>) => {
      port1.close()
      if (answer.ok) resolve(answer.value)
      else reject(answer.error)
    })
    const message: ThreadMessage = { type: 'query', text, values, answer: port2 }
    this.#main.postMessage(message, [port2])
    return promise
  }
}

function asOneText(text: string): string {
  return `select string_agg(row_to_json(found)::text, chr(${BETWEEN.charCodeAt(0)})) as rows from (${text}) found`
}

/** Row by row: whether a thread has too little memory is looked at between two of them, and not in the middle of a long text. */
function rowsIn<Row>(text: string): Row[] {
  const rows: Row[] = []
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(BETWEEN, at)
    const row: Row = JSON.parse(text.slice(at, end < 0 ? text.length : end))
    rows.push(row)
    at = end < 0 ? text.length : end + 1
  }
  return rows
}
