import type { Change, ChangeKind } from '../database/change.ts'

/** A message names at most so many records; of more, only their kinds are named. */
const MAX_NAMED = 100
/** A notification of PostgreSQL has less than 8000 bytes. */
const MAX_BYTES = 7900

/** One changed record in a message; without an id, all of the kind must be read again. */
export interface NamedChange {
  kind: ChangeKind
  id: string | null
}

/** What a message says. */
export interface ChangeMessage {
  changes: NamedChange[]
  /** The operation that all changes belong to, if it is one. */
  operation_id?: string
}

/** Changes merged into one message: each record once, and only the kinds of more than a message can name. */
export class MergedChanges {
  readonly #ids = new Map<ChangeKind, Set<string> | null>()
  /** Whether there are more records than a message names. */
  #isOver = false
  /** Undefined before the first change; null when the changes do not belong to one operation. */
  #operationId: string | null | undefined

  get isEmpty(): boolean {
    return this.#ids.size === 0
  }

  add({ kind, id, operationId = null }: Omit<Change, 'id'> & { id: string | null }): void {
    this.#operationId = this.#operationId === undefined || this.#operationId === operationId ? operationId : null
    const known = this.#ids.get(kind)
    if (known === null) return
    if (id === null || this.#isOver) this.#ids.set(kind, null)
    else if (known === undefined) this.#ids.set(kind, new Set([id]))
    else known.add(id)
    const count = [...this.#ids.values()].reduce((sum, ids) => sum + (ids?.size ?? 1), 0)
    if (count > MAX_NAMED) this.#nameKinds()
  }

  /** The message; its JSON fits into a notification. */
  message(): ChangeMessage {
    const message = this.#message()
    if (Buffer.byteLength(JSON.stringify(message)) <= MAX_BYTES) return message
    this.#nameKinds()
    return this.#message()
  }

  #nameKinds(): void {
    this.#isOver = true
    for (const kind of this.#ids.keys()) this.#ids.set(kind, null)
  }

  #message(): ChangeMessage {
    const changes = [...this.#ids].flatMap(([kind, ids]): NamedChange[] =>
      ids === null ? [{ kind, id: null }] : [...ids].map((id) => ({ kind, id })),
    )
    return typeof this.#operationId === 'string' ? { changes, operation_id: this.#operationId } : { changes }
  }
}
