import { amountOf, amountText } from '../reading/values/money.ts'
import type { Effect, MatchedRow } from './model.ts'
import { countEffects } from './planning/plan.ts'
import { effectsOf } from './planning/plan-import.ts'
import type { PlannedRow } from './planning/planned-row.ts'
import type { ImportReport, ImportSummaryFigures } from './schemas.ts'

/** What effects create, by entity. */
export function createdBy(effects: readonly Effect[]): ImportReport['created'] {
  const count = (entity: Effect['entity']) => countEffects(effects, 'create', entity)
  return {
    parts: count('part'),
    sellers: count('seller'),
    seller_parts: count('seller_part'),
    types: count('type'),
    boxes: count('box'),
    kits: count('kit'),
    kit_lines: count('kit_line'),
    list_lines: count('list_line'),
  }
}

/** What effects change, by entity. */
export function changedBy(effects: readonly Effect[]): ImportReport['changed'] {
  const count = (entity: Effect['entity']) => countEffects(effects, 'change', entity)
  // What later rows add to a part that the file creates is part of the new one.
  const created = new Set(effects.flatMap(({ op, entity, ref }) => (entity === 'part' && op === 'create' ? [ref] : [])))
  return {
    parts: countEffects(
      effects.filter(({ ref }) => !created.has(ref)),
      'change',
      'part',
    ),
    stock: count('stock'),
    kits: count('kit'),
    kit_lines: count('kit_line'),
    list_lines: count('list_line'),
  }
}

/** The figures of a proposal. */
export function summaryOf(rows: readonly PlannedRow[]): ImportSummaryFigures {
  const effects = effectsOf(rows)
  const withStatus = (status: PlannedRow['status']) => rows.filter((row) => row.status === status).length
  const inState = (state: MatchedRow['match']['state']) => rows.filter(({ row }) => row.match.state === state).length
  return {
    rows: rows.length,
    good: withStatus('good'),
    warnings: withStatus('warning'),
    errors: withStatus('error'),
    same: withStatus('same'),
    skipped: withStatus('skipped'),
    matched: inState('matched'),
    ambiguous: inState('ambiguous'),
    unmatched: inState('none'),
    quantity_total: quantityTotal(rows),
    price_totals: priceTotals(rows),
    to_create: createdBy(effects),
    to_change: changedBy(effects),
    changes: effects.length,
  }
}

/** All readable quantities of the column; without one, the designators. */
function quantityTotal(rows: readonly PlannedRow[]): number {
  const quantities = rows.flatMap(({ row }) => row.fields.quantity ?? [])
  if (quantities.length > 0) return quantities.reduce((sum, each) => sum + each, 0)
  return rows.reduce((sum, { row }) => sum + (row.fields.designators?.length ?? 0), 0)
}

function priceTotals(rows: readonly PlannedRow[]): ImportSummaryFigures['price_totals'] {
  const totals = new Map<string, bigint>()
  for (const { row } of rows) {
    const { unit_price, quantity, currency } = row.fields
    if (unit_price === undefined || quantity === undefined || currency === undefined) continue
    totals.set(currency, (totals.get(currency) ?? 0n) + amountOf(unit_price).millionths * BigInt(quantity))
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount: amountText(amount) }))
}
