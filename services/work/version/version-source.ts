import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../../plugins/log.ts'

const DEFAULT_URL = 'http://localhost:3000/version.json'
const TIMEOUT_MS = 2000
const KEPT_MS = 5000

export interface VersionSourceOptions {
  /** Where the version is fetched; null: from `webRoot`, or from the front end's development server. */
  url: string | null
  /** Folder of the built front end; null when this service does not have it. */
  webRoot: string | null
  log: Pick<Log, 'warn' | 'info'>
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
}

/** The version that the front end publishes: usually `{"version": "<commit>"}`, passed on unchanged. */
export class VersionSource {
  readonly #options: VersionSourceOptions
  readonly #now: () => number
  #kept: { at: number; payload: Promise<unknown> } | undefined
  /** Why the last read failed; undefined when it did not. */
  #failure: string | undefined

  constructor(options: VersionSourceOptions) {
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
  }

  /**
   * Reads the version. The result is kept for 5 s, so that pages that connect at the same time share one read. A
   * version that cannot be read is `unknown`, with the reason.
   */
  read(): Promise<unknown> {
    const now = this.#now()
    if (this.#kept === undefined || now - this.#kept.at >= KEPT_MS) this.#kept = { at: now, payload: this.#readNow() }
    return this.#kept.payload
  }

  async #readNow(): Promise<unknown> {
    try {
      const payload = await this.#load()
      this.#logChange(undefined)
      return payload
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#logChange(reason, error)
      return { version: 'unknown', error: reason }
    }
  }

  async #load(): Promise<unknown> {
    const { url, webRoot } = this.#options
    if (url === null && webRoot !== null) return JSON.parse(await readFile(join(webRoot, 'version.json'), 'utf8'))
    return fetchJson(url ?? DEFAULT_URL)
  }

  /** Logs a result that differs from the last one: the same line for each page that connects would fill the log. */
  #logChange(failure: string | undefined, err?: unknown): void {
    const { log } = this.#options
    if (failure === this.#failure) return
    if (failure !== undefined) log.warn({ err }, 'the version of the front end could not be read')
    else log.info({}, 'the version of the front end can be read again')
    this.#failure = failure
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}
