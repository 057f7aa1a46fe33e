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

/** A change as replicas tell it to each other. */
export interface AnnouncedChange extends NamedChange {
  /** Who alone is told of it, beside admins. */
  subject?: string
}

/** What a message says. */
export interface ChangeMessage<C extends NamedChange = NamedChange> {
  changes: C[]
  /** The operation that all changes belong to, if it is one. */
  operation_id?: string
}

/** Records of one kind that the same people are told of; null means all of them. */
interface Group {
  kind: ChangeKind
  subject: string | null
  ids: Set<string> | null
}

/** Changes merged into one message: each record once, and only the kinds of more than a message can name. */
export class MergedChanges {
  readonly #groups = new Map<string, Group>()
  /** Whether there are more records than a message names. */
  #isOver = false
  /** Undefined before the first change; null when the changes do not belong to one operation. */
  #operationId: string | null | undefined

  get isEmpty(): boolean {
    return this.#groups.size === 0
  }

  add({ kind, id, operationId = null, subject = null }: Omit<Change, 'id'> & { id: string | null }): void {
    this.#operationId = this.#operationId === undefined || this.#operationId === operationId ? operationId : null
    const group = this.#groupOf(kind, subject)
    if (id === null || this.#isOver) group.ids = null
    else group.ids?.add(id)
    const count = [...this.#groups.values()].reduce((sum, { ids }) => sum + (ids?.size ?? 1), 0)
    if (count > MAX_NAMED) this.#nameKinds()
  }

  /** The message; its JSON fits into a notification. */
  message(): ChangeMessage<AnnouncedChange> {
    for (const shorten of [() => this.#nameKinds(), () => this.#forgetSubjects()]) {
      const message = this.#message()
      if (Buffer.byteLength(JSON.stringify(message)) <= MAX_BYTES) return message
      shorten()
    }
    return this.#message()
  }

  #groupOf(kind: ChangeKind, subject: string | null): Group {
    const key = subject === null ? kind : `${kind} ${subject}`
    const group = this.#groups.get(key) ?? { kind, subject, ids: new Set() }
    this.#groups.set(key, group)
    return group
  }

  #nameKinds(): void {
    this.#isOver = true
    for (const group of this.#groups.values()) group.ids = null
  }

  /** Has everybody read the kinds again: that gives away nobody's records. */
  #forgetSubjects(): void {
    const kinds = new Set([...this.#groups.values()].map(({ kind }) => kind))
    this.#groups.clear()
    for (const kind of kinds) this.#groups.set(kind, { kind, subject: null, ids: null })
  }

  #message(): ChangeMessage<AnnouncedChange> {
    const changes = [...this.#groups.values()].flatMap(({ kind, subject, ids }): AnnouncedChange[] => {
      const named = ids === null ? [{ kind, id: null }] : [...ids].map((id) => ({ kind, id }))
      return subject === null ? named : named.map((change) => ({ ...change, subject }))
    })
    return typeof this.#operationId === 'string' ? { changes, operation_id: this.#operationId } : { changes }
  }
}
