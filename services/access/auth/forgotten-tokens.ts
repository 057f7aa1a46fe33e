import type { Database } from '../../../plugins/database/database.ts'
import { DELETE_EXPIRED_FORGOTTEN_TOKENS, FORGET_TOKENS, FORGOTTEN_TOKEN } from './statements.ts'
import { hashOfToken } from './token-hash.ts'
import { daysToKeep } from './token-lifetimes.ts'

/** Hashes of refresh tokens whose session was signed out. No replica accepts such a token. */
export class ForgottenTokens {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async add(tokens: readonly string[]): Promise<void> {
    await this.#db.query(DELETE_EXPIRED_FORGOTTEN_TOKENS)
    // In the order of the hashes, so that two sign-outs of one session at the same time cannot deadlock.
    const rows = tokens.map((token) => ({ hash: hashOfToken(token), days: daysToKeep(token) }))
    rows.sort((a, b) => (a.hash < b.hash ? -1 : 1))
    await this.#db.query(FORGET_TOKENS, [rows.map(({ hash }) => hash), rows.map(({ days }) => days)])
  }

  /** Whether one of the tokens has been signed out. */
  async hasAny(tokens: readonly string[]): Promise<boolean> {
    const [found] = await this.#db.query(FORGOTTEN_TOKEN, [tokens.map(hashOfToken)])
    return found !== undefined
  }
}
