import { SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type Part, partHistoryQuery } from '../../api/queries/parts.ts'
import classes from './part.module.css'
import { stockSeries } from './stock-series.ts'

const DAY = 86_400_000
const SPANS = { '90 days': 90, '1 year': 365, All: 36_500 } as const
type Span = keyof typeof SPANS
const HEIGHT = 190

const StepChart = lazy(() => import('../../shared/charts/step-chart.tsx'))

function isSpan(text: string): text is Span {
  return text in SPANS
}

/** How the stock came to be what it is. */
export function StockOverTime({ part }: { part: Part }) {
  const { data: history } = useQuery(partHistoryQuery(part.key))
  const [span, setSpan] = useState<Span>('1 year')
  const [now] = useState(() => Date.now())
  if (history === undefined || history.length === 0) return null
  const series = stockSeries(history, part.total_quantity, { since: now - SPANS[span] * DAY, now })
  const minimum = part.minimum_quantity === null ? '' : `, the minimum is ${part.minimum_quantity}`
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Stock over time</h2>
        <SegmentedControl
          size="xs"
          aria-label="How far back"
          data={Object.keys(SPANS)}
          value={span}
          onChange={(next) => isSpan(next) && setSpan(next)}
        />
      </div>
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <StepChart
          points={series}
          height={HEIGHT}
          minimum={part.minimum_quantity}
          label={`Stock of ${part.key} over time, ${part.total_quantity} now${minimum}`}
        />
      </Suspense>
    </section>
  )
}
