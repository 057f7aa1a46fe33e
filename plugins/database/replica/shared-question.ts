/**
 * Asks one question for all who want to know at the same time. The answer that somebody gets was asked for after he
 * wanted it: whoever comes while a question is under way waits for the next one.
 */
export class SharedQuestion<T> {
  readonly #ask: () => Promise<T>
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<T> | undefined

  constructor(ask: () => Promise<T>) {
    this.#ask = ask
  }

  answer(): Promise<T> {
    this.#next ??= this.#askNext()
    return this.#next
  }

  async #askNext(): Promise<T> {
    await this.#running
    this.#next = undefined
    const asked = this.#ask()
    this.#running = asked.catch(() => {})
    return asked
  }
}
