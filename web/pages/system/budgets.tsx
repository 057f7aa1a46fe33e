import { Progress } from '@mantine/core'
import type { Alarm } from '../../api/generated/runbooks.ts'
import { count, percent } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'

/** From this share on a budget is nearly spent. */
const NEARLY = 0.9

interface Budget {
  name: string
  used: number
  text: string
  /** What is to be done when it is nearly spent. */
  alarm: Alarm
}

const AI_NAMES: Readonly<Record<string, string>> = { tokens: 'AI tokens today', cost: 'AI cost today' }
const WINDOWS: Readonly<Record<string, string>> = { minute: 'Mouser, this minute', day: 'Mouser, today' }

function aiBudgets(samples: readonly Sample[]): Budget[] {
  return samples
    .filter(({ name }) => name === 'ai_budget_used_ratio')
    .map(({ labels: { budget = '' }, value }) => ({
      name: AI_NAMES[budget] ?? `AI ${budget}`,
      used: value,
      text: percent(value),
      alarm: value < 1 ? 'InventoryAiBudgetNearlySpent' : 'InventoryAiBudgetSpent',
    }))
}

function mouserBudgets(samples: readonly Sample[]): Budget[] {
  return samples
    .filter(({ name }) => name === 'mouser_api_quota_limit')
    .flatMap(({ labels: { window = '' }, value: limit }) => {
      const left = samples.find(({ name, labels }) => name === 'mouser_api_quota_remaining' && labels.window === window)
      if (left === undefined || limit <= 0) return []
      const used = Math.max(0, limit - left.value)
      return {
        name: WINDOWS[window] ?? `Mouser, ${window}`,
        used: used / limit,
        text: `${count(used)} of ${count(limit)}`,
        alarm: 'InventoryMouserQuotaLow' as const,
      }
    })
}

/** What of the daily budgets for models and look-ups is used. */
export function Budgets({ samples }: { samples: readonly Sample[] }) {
  const budgets = [...aiBudgets(samples), ...mouserBudgets(samples)]
  return (
    <section className={classes.section}>
      <h2>Budgets</h2>
      {budgets.length === 0 && <p className={classes.text}>No model and no look-up has a limit.</p>}
      {budgets.map(({ name, used, text, alarm }) => (
        <div key={name} className={classes.row} data-wrong={used >= NEARLY || undefined}>
          <span className={classes.budget}>{name}</span>
          {used >= NEARLY && <RunbookLink alarm={alarm} />}
          <Progress
            className={classes.share}
            value={Math.min(100, used * 100)}
            size={5}
            {...(used >= NEARLY && { color: 'var(--warn)' })}
            aria-label={`${name}, used`}
          />
          <span className={`num ${classes.end}`}>{text}</span>
        </div>
      ))}
    </section>
  )
}
