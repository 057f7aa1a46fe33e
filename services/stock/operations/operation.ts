import type { Reason } from './reasons.ts'
import { uuidV7 } from './uuid-v7.ts'

/** Who changes something. */
export interface Author {
  /** Subject of the signed-in person; null without sign-in. */
  subject: string | null
  /** Name at this moment. */
  name: string | null
}

/** Everybody while sign-in is off, and the service itself. */
export const NOBODY: Author = { subject: null, name: null }

/** What an operation changes besides stock. Who registered the kind as an effect takes it back when it is undone. */
export interface Effect {
  kind: string
  /** What is needed to take it back; JSON. */
  detail: Readonly<Record<string, unknown>>
}

/** What one person does in one go, and why. */
export interface Operation {
  readonly id: string
  readonly reason: Reason
  readonly author: Author
  /** Where it comes from, as a reference: `pick-list 5`, `shopping-list 3 line 12`, `import 7`, `task <id>`. */
  readonly source: string | null
  /** Remark of the person, at most 500 characters. */
  readonly note: string | null
  readonly effect: Effect | null
  /** The operation that this one takes back. */
  readonly undoes: string | null
  /** Whether it was written; copies share it. */
  readonly trace: { isWritten: boolean }
}

export interface OperationFields {
  reason: Reason
  author?: Author | undefined
  source?: string | null | undefined
  note?: string | null | undefined
  effect?: Effect | null | undefined
  undoes?: string | null | undefined
}

/** What is printed on the bag that pieces come in. */
export interface Bag {
  /** At most 100 characters. */
  lot?: string | null | undefined
  /** At most 100 characters. */
  dateCode?: string | null | undefined
}

/**
 * An operation that is going to be done. Nothing is stored yet: it is written together with the first change of stock
 * that names it, or by `recordOperation`.
 */
export function newOperation(fields: OperationFields): Operation {
  const { reason, author = NOBODY, source = null, note = null, effect = null, undoes = null } = fields
  const trace = { isWritten: false }
  return { id: uuidV7(), reason, author, source, note: note?.trim() || null, effect, undoes, trace }
}
