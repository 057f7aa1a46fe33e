import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { type Statement, textOf } from '../../../../plugins/database/statement.ts'
import type { Answer, ThreadMessage } from './thread-messages.ts'

/** Statements of a thread, which the main thread runs: it has the connections, and the unit of work. */
export class RemoteQueries {
  readonly #main: MessagePort

  constructor(main: MessagePort) {
    this.#main = main
  }

  /** @throws Error when the statement has failed; the main thread knows why. */
  async query<Row>(statement: Statement<Row> | string, values: readonly unknown[] = []): Promise<Row[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    const { port1, port2 } = new MessageChannel()
    port1.once('message', (answer: Answer<Row[]>) => {
      port1.close()
      if (answer.ok) resolve(answer.value)
      else reject(answer.error)
    })
    const message: ThreadMessage = { type: 'query', text: textOf(statement), values: [...values], answer: port2 }
    this.#main.postMessage(message, [port2])
    return promise
  }
}
