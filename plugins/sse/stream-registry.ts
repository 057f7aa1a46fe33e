import type { EventStream } from './event-stream.ts'

/** How many streams an instance holds open. */
export interface StreamLimits {
  /** In all. */
  total: number
  /** Of one user, or of one address when the user is not known. */
  perClient: number
}

/** Who opens a stream. */
export interface StreamOwner {
  /** Identifies the page among those of all users. */
  key: string
  /** Identifies the user, or the address when the user is not known. */
  client: string
  /** Whether the user is not known though sign-in is on. */
  isAnonymous: boolean
}

/** The open streams of one instance: one a page, by the page's key. */
export class StreamRegistry {
  readonly #limits: StreamLimits
  readonly #streams = new Map<string, EventStream>()
  readonly #perClient = new Map<string, number>()
  #anonymous = 0

  constructor(limits: StreamLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#streams.size
  }

  values(): Iterable<EventStream> {
    return this.#streams.values()
  }

  find(key: string): EventStream | undefined {
    return this.#streams.get(key)
  }

  /** Streams whose page has this id, in the order of their opening. Pages of several users may have the same id. */
  ofPage(requestId: string): EventStream[] {
    return [...this.#streams.values()].filter((stream) => stream.requestId === requestId)
  }

  /**
   * Whether there is room for one more stream. Replacing the stream of the same page needs none. Anonymous clients get at
   * most half of all streams, so that there is room for users.
   */
  hasRoomFor({ key, client, isAnonymous }: StreamOwner): boolean {
    if (this.#streams.has(key)) return true
    const { total, perClient } = this.#limits
    if (this.#streams.size >= total || (this.#perClient.get(client) ?? 0) >= perClient) return false
    return !isAnonymous || this.#anonymous < total / 2
  }

  /** @returns the older stream of the same page, which it replaces. */
  add(stream: EventStream): EventStream | undefined {
    const older = this.#streams.get(stream.owner.key)
    if (older) this.remove(older)
    this.#streams.set(stream.owner.key, stream)
    this.#count(stream.owner, 1)
    return older
  }

  /** @returns false when it was removed before. */
  remove(stream: EventStream): boolean {
    if (this.#streams.get(stream.owner.key) !== stream) return false
    this.#streams.delete(stream.owner.key)
    this.#count(stream.owner, -1)
    return true
  }

  #count({ client, isAnonymous }: StreamOwner, change: 1 | -1): void {
    const open = (this.#perClient.get(client) ?? 0) + change
    if (open > 0) this.#perClient.set(client, open)
    else this.#perClient.delete(client)
    if (isAnonymous) this.#anonymous += change
  }
}
