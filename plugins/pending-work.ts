/** Work that nobody waits for while the service runs, and that has to be done before the database is closed. */
export class PendingWork {
  readonly #pending = new Set<Promise<unknown>>()

  /** Keeps `work` in mind until it has settled. @returns it. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work
      .catch(() => {})
      .finally(() => {
        this.#pending.delete(settled)
      })
    this.#pending.add(settled)
    return work
  }

  /** Resolves when everything has settled, what was added meanwhile included. Never rejects. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }
}
