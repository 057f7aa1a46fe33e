import type { Acknowledged, Table } from '../acknowledged.ts'
import type { Call } from '../balancer.ts'
import type { Random } from '../random.ts'
import type { Tally } from '../tally.ts'

/** What every actor works with. */
export interface Tools {
  tally: Tally
  acknowledged: Acknowledged
  random: Random
}

/** Somebody who uses the service, with records that nobody else touches. */
export interface Actor {
  /** Does some work. @throws UnknownOutcome, Undocumented */
  work(): Promise<void>
}

/** How many of the records that an actor makes are deleted again, so that lists stay about as long as they are. */
export const GIVEN_UP = 0.9

type Fields = Record<string, unknown>
type Request = Omit<Call, 'method'>

/** The integer in a field of an answer. */
export function integer(fields: Fields, name: string): number {
  return Number(fields[name])
}

/** The list in a field of an answer. */
export function list(fields: Fields, name: string): Fields[] {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}

/** Requests with what they do to the acknowledged state. */
export class Worker {
  readonly tools: Tools
  #names = 0
  readonly #name: string

  constructor(tools: Tools, name: string) {
    this.tools = tools
    this.#name = name
  }

  /** A name that nobody else has. */
  name(): string {
    this.#names += 1
    return `Soak ${this.#name} ${this.#names}`
  }

  /** Sends a request that must be answered with one of these statuses. @returns the JSON of the answer. */
  async call(operation: string, request: Request, statuses: readonly number[] = [200]): Promise<Fields> {
    const { text } = await this.tools.tally.send(operation, request, statuses)
    return text === '' ? {} : JSON.parse(text)
  }

  /** Creates a row. @returns the answer. */
  async create(table: Table, key: string, operation: string, request: Request): Promise<Fields> {
    const fields = await this.call(operation, request, [201])
    this.tools.acknowledged.created(table, String(fields[key]))
    return fields
  }

  /** Deletes a row. */
  async remove(table: Table, key: string | number, operation: string, request: Request): Promise<void> {
    this.tools.acknowledged.forget(table, key)
    await this.call(operation, request, [204])
    this.tools.acknowledged.deleted(table, key)
  }
}
