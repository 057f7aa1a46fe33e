/** Remembers a limited number of texts for a limited time. */
export class ExpiringSet {
  readonly #lifetimeMs: number
  readonly #capacity: number
  readonly #expiries = new Map<string, number>()

  constructor({ lifetimeMs, capacity }: { lifetimeMs: number; capacity: number }) {
    this.#lifetimeMs = lifetimeMs
    this.#capacity = capacity
  }

  /** What was added longest ago gives way where there is no room. */
  add(text: string): void {
    this.#expiries.delete(text)
    const [oldest] = this.#expiries.keys()
    if (oldest !== undefined && this.#expiries.size >= this.#capacity) this.#expiries.delete(oldest)
    this.#expiries.set(text, Date.now() + this.#lifetimeMs)
  }

  has(text: string): boolean {
    const expiry = this.#expiries.get(text)
    if (expiry === undefined || expiry > Date.now()) return expiry !== undefined
    this.#expiries.delete(text)
    return false
  }
}
