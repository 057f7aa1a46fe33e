import { defineEntity, p } from '@mikro-orm/core'

/** What all instances together have used of the model on one day in UTC. */
export const AiUsage = defineEntity({
  name: 'AiUsage',
  tableName: 'ai_usage',
  properties: {
    day: p.date().primary(),
    tokens: p.bigint('number'),
    costDollars: p.decimal('number').precision(14).scale(6),
  },
  checks: [
    { name: 'ck_ai_usage_tokens', expression: 'tokens >= 0' },
    { name: 'ck_ai_usage_cost', expression: 'cost_dollars >= 0' },
  ],
})
