import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { count } from '../../shared/text/numbers.ts'
import type { Sample } from './read-metrics.ts'
import { requestCounts, routeTimes } from './routes-of.ts'
import { RunbookLink } from './runbook-link.tsx'
import classes from './system.module.css'
import type { Point } from './use-system.ts'

const StepChart = lazy(() => import('../../shared/charts/step-chart.tsx'))
const HEIGHT = 170
const MOST = 12
/** Above it requests are slow, as in the rule of the alarm. */
const SLOW_MS = 1000

function milliseconds(seconds: number): string {
  return `${count(Math.round(seconds * 10_000) / 10)}\u202fms`
}

function rounded(points: readonly Point[], factor: number): Point[] {
  return points.map(({ at, pieces }) => ({ at, pieces: Math.round(pieces * factor * 10) / 10 }))
}

function Chart({ points, label }: { points: readonly Point[]; label: string }) {
  if (points.length < 2) return <Skeleton height={HEIGHT} />
  return (
    <Suspense fallback={<Skeleton height={HEIGHT} />}>
      <StepChart points={points} height={HEIGHT} label={label} />
    </Suspense>
  )
}

interface RequestsProps {
  samples: readonly Sample[]
  /** Requests a second. */
  rates: readonly Point[]
  /** Seconds to answer. */
  times: readonly Point[]
}

/** How many requests come, how many fail, how long they take, and which routes are slow. */
export function Requests({ samples, rates, times }: RequestsProps) {
  const { all, failed } = requestCounts(samples)
  const routes = routeTimes(samples).slice(0, MOST)
  const slowest = routes[0]?.within ?? 1
  const shownRates = rounded(rates, 1)
  const shownTimes = rounded(times, 1000)
  const last = shownTimes.at(-1)?.pieces
  return (
    <>
      <section className={classes.section}>
        <h2>
          Requests <span>{count(all)} since the start,</span>{' '}
          <b data-wrong={failed > 0 || undefined}>{count(failed)} failed</b>{' '}
          {failed > 0 && <RunbookLink alarm="InventoryErrorRate" />}
        </h2>
        <Chart points={shownRates} label={`${shownRates.at(-1)?.pieces} requests a second now`} />
        <p className={classes.note}>Requests a second, since this page was opened</p>
      </section>
      <section className={classes.section}>
        <h2>
          Time to answer {last !== undefined && <span>{`${count(last)}\u202fms for 95\u202f%`}</span>}{' '}
          {last !== undefined && last > SLOW_MS && <RunbookLink alarm="InventorySlowRequests" />}
        </h2>
        <Chart points={shownTimes} label={`${last} milliseconds for 95 % of the requests`} />
        <p className={classes.note}>Milliseconds within which 95 % were answered, since this page was opened</p>
      </section>
      <section className={classes.section}>
        <h2 className={classes.routesHead}>
          Slow routes <span>95 % under</span> <span>calls</span>
        </h2>
        {routes.map(({ method, path, calls, within }) => (
          <div key={`${method} ${path}`} className={classes.route}>
            <span className="mono">{method}</span>
            <span className="mono ellipsis" title={path}>
              {path}
            </span>
            <span className={classes.bar}>
              <i style={{ width: `${(within / slowest) * 100}%` }} />
            </span>
            <b className="num">{milliseconds(within)}</b>
            <span className="num">{count(calls)}</span>
          </div>
        ))}
      </section>
    </>
  )
}
