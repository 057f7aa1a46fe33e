import type { ChangeKind } from '../database/change.ts'
import { type AnnouncedChange, type ChangeMessage, MergedChanges } from './merged-changes.ts'
import { Pace } from './pace.ts'

/**
 * A stream gets fewer than ten messages a second. With the time of the announcement this is
 * within 250 ms of the commit.
 */
const EVERY_MS = 150

/** Merges the announcements of all replicas into what the streams of this one are told. */
export class ChangeFeed {
  readonly #deliver: (message: ChangeMessage<AnnouncedChange>) => void
  readonly #pace = new Pace(EVERY_MS, () => this.#flush())
  #waiting = new MergedChanges()

  /** @param deliver writes a message to the streams, to each what it may see of it. */
  constructor(deliver: (message: ChangeMessage<AnnouncedChange>) => void) {
    this.#deliver = deliver
  }

  /** To be called with each announcement. */
  announced(payload: string): void {
    const message: ChangeMessage<AnnouncedChange> = JSON.parse(payload)
    const operationId = message.operation_id ?? null
    for (const change of message.changes) this.#waiting.add({ ...change, operationId })
    this.#pace.wake()
  }

  /** Has pages read everything of these kinds again, after announcements may have been missed. */
  readAgain(kinds: readonly ChangeKind[]): void {
    for (const kind of kinds) this.#waiting.add({ kind, id: null })
    this.#pace.wake()
  }

  stop(): void {
    this.#pace.stop()
  }

  #flush(): void {
    const message = this.#waiting.message()
    this.#waiting = new MergedChanges()
    this.#deliver(message)
  }
}
