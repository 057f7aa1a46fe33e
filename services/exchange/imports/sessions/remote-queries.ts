import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { readsOnly } from '../../../../plugins/database/replica/reads-only.ts'
import { type Statement, textOf } from '../../../../plugins/database/statement.ts'
import { listText } from './list-text.ts'
import type { Answer, ThreadMessage } from './thread-messages.ts'

/**
 * Statements of a thread, which the main thread runs: it has the connections, and the unit of work. What passes through it are
 * texts, so that it has little to do: rows of what only reads as one list in JSON, lists of values as the database reads them.
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
    const [read] = await this.#run<{ rows: string }>(asOneText(text), given)
    const rows: Row[] = JSON.parse(read?.rows ?? '[]')
    return rows
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
  return `select coalesce(json_agg(found), '[]')::text as rows from (${text}) found`
}
