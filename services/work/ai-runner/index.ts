import fp from 'fastify-plugin'
import { AI_BUDGET_USED_RATIO, AiBudget } from './ai-budget.ts'
import type { AiProvider } from './ai-runner.ts'
import './call-metrics.ts'
import { openProvider } from './open-provider.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The model, or why there is none. */
    ai: AiProvider
    /** What the model may use today. */
    aiBudget: AiBudget
  }
}

export default fp(
  async (app) => {
    const { aiDailyTokenLimit, aiDailyCostLimit } = app.config
    const budget = new AiBudget(app.db, { tokens: aiDailyTokenLimit, costDollars: aiDailyCostLimit })
    app.decorate('aiBudget', budget)
    const provider = openProvider(app.config, { db: app.db, budget, log: app.log })
    app.decorate('ai', { getter: () => provider })
    app.registerForPolling('ai', () => budget.poll(), { gauges: [AI_BUDGET_USED_RATIO] })
  },
  { name: 'ai-runner', fastify: '5.x', dependencies: ['config', 'database', 'metrics-poller'] },
)
