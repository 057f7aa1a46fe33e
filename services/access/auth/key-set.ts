import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTHeaderParameters, type JWTVerifyGetKey } from 'jose'
import { Counter } from 'prom-client'
import { runWithin } from '../../../plugins/lifecycle/time-limit.ts'

export const JWKS_REFRESH_TOTAL = new Counter<'trigger' | 'status'>({
  name: 'jwks_refresh_total',
  help: "Loads of the identity provider's signing keys",
  labelNames: ['trigger', 'status'],
})

export type KeyLoadTrigger = 'startup' | 'expired' | 'unknown_kid'

const MINUTE = 60_000
const FRESH_FOR_MS = 5 * MINUTE
const USABLE_FOR_MS = 24 * 60 * MINUTE
/** Least time between two loads for unknown keys, and between two attempts to replace an old set. */
const PAUSE_MS = 10_000
/** Least time between two attempts while there are no keys at all. */
const PAUSE_WITHOUT_KEYS_MS = 1000
/** Seconds that a request waits for new keys before it uses the old ones. */
const WAIT_SECONDS = 2

/** There are no keys to verify with: none were ever loaded, or the last ones are too old. */
export class NoKeysError extends Error {
  override readonly name = 'NoKeysError'
}

interface LoadedKeys {
  text: string
  find: JWTVerifyGetKey
  loadedAt: number
}

/**
 * The provider's signing keys. They are loaded again after five minutes, and at once for an unknown key id; when loading
 * fails they are used for up to a day.
 */
export class KeySet {
  readonly #download: () => Promise<JSONWebKeySet>
  readonly #now: () => number
  #keys: LoadedKeys | null = null
  #version = 0
  #loading: Promise<boolean> | null = null
  #triedAt = Number.NEGATIVE_INFINITY
  #unknownTriedAt = Number.NEGATIVE_INFINITY

  /** @param now clock in milliseconds. */
  constructor(download: () => Promise<JSONWebKeySet>, now: () => number = Date.now) {
    this.#download = download
    this.#now = now
  }

  /** Changes whenever the keys change. */
  get version(): number {
    return this.#version
  }

  /** False when the keys have to be loaded again: results of earlier verifications may not be used then. */
  get isFresh(): boolean {
    return this.#keys !== null && this.#now() - this.#keys.loadedAt < FRESH_FOR_MS
  }

  /** Loads the keys; calls at the same time share one load. @returns whether it succeeded. */
  async load(trigger: KeyLoadTrigger): Promise<boolean> {
    this.#loading ??= this.#load(trigger).finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  /**
   * The key that a token's header names.
   *
   * @throws NoKeysError, or an error of `jose` when there is no such key.
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.#usableKeys()
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey()
    try {
      return await keys.find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await this.#loadUnknown(header))) throw error
      return (this.#keys ?? keys).find(header, token)
    }
  }

  async #usableKeys(): Promise<LoadedKeys> {
    const sinceLastTry = this.#now() - this.#triedAt
    if (this.#keys === null) {
      if (this.#loading !== null || sinceLastTry >= PAUSE_WITHOUT_KEYS_MS) await this.load('startup')
    } else if (!this.isFresh && sinceLastTry >= PAUSE_MS) {
      await runWithin(WAIT_SECONDS, () => this.load('expired'))
    }
    if (this.#keys === null || this.#now() - this.#keys.loadedAt >= USABLE_FOR_MS) throw new NoKeysError()
    return this.#keys
  }

  async #loadUnknown({ kid }: JWTHeaderParameters): Promise<boolean> {
    if (this.#loading === null) {
      if (this.#now() - this.#unknownTriedAt < PAUSE_MS) return false
      this.#unknownTriedAt = this.#now()
    }
    return kid !== undefined && this.load('unknown_kid')
  }

  async #load(trigger: KeyLoadTrigger): Promise<boolean> {
    this.#triedAt = this.#now()
    try {
      const set = await this.#download()
      const text = JSON.stringify(set)
      if (text !== this.#keys?.text) this.#version++
      const find = text === this.#keys?.text ? this.#keys.find : createLocalJWKSet(set)
      this.#keys = { text, find, loadedAt: this.#now() }
    } catch {
      JWKS_REFRESH_TOTAL.inc({ trigger, status: 'failed' })
      return false
    }
    JWKS_REFRESH_TOTAL.inc({ trigger, status: 'success' })
    return true
  }
}
