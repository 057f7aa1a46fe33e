import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { count } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { requestCounts, routeTimes } from './routes-of.ts'
import classes from './system.module.css'

const StepChart = lazy(() => import('../../shared/charts/step-chart.tsx'))
const HEIGHT = 190
const MOST = 12

function milliseconds(seconds: number): string {
  return `${count(Math.round(seconds * 10_000) / 10)}\u202fms`
}

interface RequestsProps {
  samples: readonly Sample[]
  rates: readonly { at: number; pieces: number }[]
}

/** How many requests come, how many fail, and which routes are slow. */
export function Requests({ samples, rates }: RequestsProps) {
  const { all, failed } = requestCounts(samples)
  const routes = routeTimes(samples).slice(0, MOST)
  const slowest = routes[0]?.mean ?? 1
  const rounded = rates.map(({ at, pieces }) => ({ at, pieces: Math.round(pieces * 10) / 10 }))
  return (
    <>
      <section className={classes.section}>
        <h2>
          Requests <span>{count(all)} since the start,</span>{' '}
          <b data-wrong={failed > 0 || undefined}>{count(failed)} failed</b>
        </h2>
        {rounded.length < 2 ? (
          <Skeleton height={HEIGHT} />
        ) : (
          <Suspense fallback={<Skeleton height={HEIGHT} />}>
            <StepChart points={rounded} height={HEIGHT} label={`${rounded.at(-1)?.pieces} requests a second now`} />
          </Suspense>
        )}
        <p className={classes.note}>Requests a second, since this page was opened</p>
      </section>
      <section className={classes.section}>
        <h2>
          Slow routes <span>on average</span>
        </h2>
        {routes.map(({ method, path, calls, mean }) => (
          <div key={`${method} ${path}`} className={classes.route}>
            <span className="mono">{method}</span>
            <span className="mono ellipsis" title={path}>
              {path}
            </span>
            <span className={classes.bar}>
              <i style={{ width: `${(mean / slowest) * 100}%` }} />
            </span>
            <b className="num">{milliseconds(mean)}</b>
            <span className="num">{count(calls)}</span>
          </div>
        ))}
      </section>
    </>
  )
}
