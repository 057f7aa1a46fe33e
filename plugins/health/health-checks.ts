import { runWithin } from '../lifecycle/time-limit.ts'

/** What a check found. `ok: false` fails the probe; a result without `ok` counts as fine. */
export interface HealthCheckResult {
  ok?: boolean
  [key: string]: unknown
}

export type HealthCheck = () => HealthCheckResult | Promise<HealthCheckResult>

/** Told of a check that failed, with what it failed with. */
export type CheckFailureListener = (name: string, error: unknown) => void

const CHECK_LIMIT_SECONDS = 2

/** Named checks that answer together whether something is well. */
export class HealthChecks {
  readonly #checks = new Map<string, HealthCheck>()
  readonly #onFailure: CheckFailureListener

  constructor(onFailure: CheckFailureListener = () => {}) {
    this.#onFailure = onFailure
  }

  /**
   * Adds a check; its result appears under its name.
   *
   * @throws Error when the name is taken.
   */
  addCheck(name: string, fn: HealthCheck): void {
    if (this.#checks.has(name)) throw new Error(`A health check named "${name}" is registered already`)
    this.#checks.set(name, fn)
  }

  /**
   * Runs the checks in parallel, each for 2 s at most. One that fails or takes longer is not ok. The results are for
   * everybody, so what it failed with is not in them.
   */
  async run(): Promise<{ ok: boolean; results: Record<string, HealthCheckResult> }> {
    const entries = await Promise.all(
      [...this.#checks].map(async ([name, fn]) => [name, await this.#runCheck(name, fn)] as const),
    )
    return { ok: entries.every(([, result]) => result.ok !== false), results: Object.fromEntries(entries) }
  }

  async #runCheck(name: string, fn: HealthCheck): Promise<HealthCheckResult> {
    const result = await runWithin(CHECK_LIMIT_SECONDS, fn)
    if (result.outcome === 'done') return result.value
    if (result.outcome === 'timed out') return { ok: false, error: `no answer within ${CHECK_LIMIT_SECONDS} s` }
    this.#onFailure(name, result.error)
    return { ok: false, error: 'the check failed' }
  }
}
