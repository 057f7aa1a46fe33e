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
  log: Pick<Log, 'warn'>
}

/** What the front end says its version is: usually `{"version": "<commit>"}`, passed on as it is. */
export class VersionSource {
  readonly #options: VersionSourceOptions
  #kept: { at: number; payload: Promise<unknown> } | undefined

  constructor(options: VersionSourceOptions) {
    this.#options = options
  }

  /**
   * Reads the version; pages that connect at the same time share one look, which counts for 5 s. One that cannot be
   * read is `unknown`, with the reason.
   */
  read(): Promise<unknown> {
    const now = performance.now()
    if (this.#kept === undefined || now - this.#kept.at >= KEPT_MS) this.#kept = { at: now, payload: this.#look() }
    return this.#kept.payload
  }

  async #look(): Promise<unknown> {
    const { url, webRoot, log } = this.#options
    try {
      if (url === null && webRoot !== null) return JSON.parse(await readFile(join(webRoot, 'version.json'), 'utf8'))
      return await fetchJson(url ?? DEFAULT_URL)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.warn({ err: error }, 'the version of the front end could not be read')
      return { version: 'unknown', error: reason }
    }
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}
