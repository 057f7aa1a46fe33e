import { Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { untilReached } from '../tasks/until-reached.ts'
import { AiError } from './ai-runner.ts'
import { ADD_USAGE, USAGE_TODAY } from './statements.ts'

export const AI_BUDGET_USED_RATIO = new Gauge({
  name: 'ai_budget_used_ratio',
  help: 'Part of the daily AI budget that is used, 0 to 1',
  labelNames: ['budget'] as const,
})

/** What may be used in one day in UTC, by all instances together; null for no limit. */
export interface AiLimits {
  tokens: number | null
  costDollars: number | null
}

type DayUsage = RowOf<typeof USAGE_TODAY>

interface Budget {
  name: 'tokens' | 'cost'
  limit: number
  /** With its unit, for users. */
  limitText: string
  usedOf(usage: DayUsage): number
}

const NOTHING_USED: DayUsage = { tokens: 0, cost_dollars: 0 }

function configuredBudgets({ tokens, costDollars }: AiLimits): Budget[] {
  const budgets: Budget[] = []
  if (tokens !== null) {
    budgets.push({ name: 'tokens', limit: tokens, limitText: `${tokens} tokens`, usedOf: (usage) => usage.tokens })
  }
  if (costDollars !== null) {
    const limitText = `${costDollars} US dollars`
    budgets.push({ name: 'cost', limit: costDollars, limitText, usedOf: (usage) => usage.cost_dollars })
  }
  return budgets
}

/**
 * Counts what the model has used on this day in UTC, for all instances, and compares it with the limits.
 *
 * A round is counted when it has ended, so rounds that run at the same time may together exceed a budget by what they use.
 */
export class AiBudget {
  readonly #db: Database
  readonly #budgets: readonly Budget[]

  constructor(db: Database, limits: AiLimits) {
    this.#db = db
    this.#budgets = configuredBudgets(limits)
  }

  /** Counts a round. It is durable at once: a round has to be paid also when the run fails. */
  async record(tokens: number, costDollars: number, signal: AbortSignal): Promise<void> {
    const add = () => this.#db.query(ADD_USAGE, [tokens, costDollars])
    const [usage = NOTHING_USED] = await untilReached(this.#db, signal, add)
    this.#publish(usage)
  }

  /** Sets the gauge from the database. */
  async poll(): Promise<void> {
    if (this.#budgets.length > 0) this.#publish(await this.#readToday())
  }

  /**
   * For requests that would start work of the model.
   *
   * @param operation what is refused, after "Cannot".
   * @throws DomainError 409 that names the budget and when it is renewed.
   */
  async assertWithinBudget(operation = 'use AI'): Promise<void> {
    const cause = await this.#spentText()
    if (cause !== null) throw invalidOperation(operation, cause)
  }

  /** For a run, before it calls the model. @throws AiError of the kind `over_budget`. */
  async assertMayGoOn(signal: AbortSignal): Promise<void> {
    const cause = await untilReached(this.#db, signal, () => this.#spentText())
    if (cause !== null) throw new AiError(`The AI stopped because ${cause}`, { kind: 'over_budget' })
  }

  async #spentText(): Promise<string | null> {
    if (this.#budgets.length === 0) return null
    const usage = await this.#readToday()
    const spent = this.#budgets.find(({ limit, usedOf }) => usedOf(usage) >= limit)
    if (!spent) return null
    const renewal = new Date(new Date().setUTCHours(24, 0, 0, 0)).toISOString()
    return `the daily AI budget of ${spent.limitText} is spent; it is renewed at ${renewal}`
  }

  async #readToday(): Promise<DayUsage> {
    const [usage = NOTHING_USED] = await this.#db.query(USAGE_TODAY)
    return usage
  }

  #publish(usage: DayUsage): void {
    for (const { name, limit, usedOf } of this.#budgets) {
      const used = usedOf(usage)
      AI_BUDGET_USED_RATIO.set({ budget: name }, used >= limit ? 1 : used / limit)
    }
  }
}
