import type { Database } from '../../../plugins/database/database.ts'
import { CommonNames } from './common-names.ts'
import { CommonTokens } from './common-tokens.ts'

/** What many parts have. It is read again with each round of the poller. */
export class CommonThings {
  readonly tokens: CommonTokens
  readonly names: CommonNames
  #first: Promise<void> | null = null

  constructor(db: Database) {
    this.tokens = new CommonTokens(db)
    this.names = new CommonNames(db)
  }

  async refresh(): Promise<void> {
    await this.tokens.refresh()
    await this.names.refresh()
    this.#first ??= Promise.resolve()
  }

  /** Resolves when it was read once: the poller may take a while until its first round is here, or be switched off. */
  known(): Promise<void> {
    this.#first ??= this.refresh().catch((error) => {
      this.#first = null
      throw error
    })
    return this.#first
  }
}
