import type { Database } from '../../../plugins/database/database.ts'
import { DELETE_EXPIRED_KNOWN_TOKENS, DELETE_KNOWN_TOKEN, KNOW_TOKENS, KNOWN_TOKEN } from './statements.ts'
import { hashOfToken } from './token-hash.ts'
import { daysToKeep } from './token-lifetimes.ts'

/** Days for which a token that has been replaced by another is known: other requests of its session may still come. */
const REPLACED_DAYS = 1 / (24 * 60)

/** Hashes of refresh tokens that the provider has issued or renewed, for all replicas. */
export class KnownTokens {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Notes the refresh token of a session.
   *
   * @param replaced the token in whose place the provider has issued it, if any.
   */
  async add(token: string, replaced: string | null): Promise<void> {
    const rows = [{ hash: hashOfToken(token), days: daysToKeep(token) }]
    if (replaced !== null && replaced !== token) rows.push({ hash: hashOfToken(replaced), days: REPLACED_DAYS })
    await this.#db.query(DELETE_EXPIRED_KNOWN_TOKENS)
    // In the order of the hashes, so that two renewals of one session at the same time cannot deadlock.
    rows.sort((a, b) => (a.hash < b.hash ? -1 : 1))
    await this.#db.query(KNOW_TOKENS, [rows.map(({ hash }) => hash), rows.map(({ days }) => days)])
  }

  async has(token: string): Promise<boolean> {
    const [found] = await this.#db.query(KNOWN_TOKEN, [hashOfToken(token)])
    return found !== undefined
  }

  /** Deletes a token that the provider has refused. */
  async delete(token: string): Promise<void> {
    await this.#db.query(DELETE_KNOWN_TOKEN, [hashOfToken(token)])
  }
}
