import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { movementsQuery, statsQuery } from '../../api/queries/home.ts'
import { NoParts } from '../../shared/feedback/no-parts.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { untilCalm } from '../../shared/until-calm.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Attention } from './attention.tsx'
import { BoxFill } from './box-fill.tsx'
import classes from './home.module.css'
import { LatestMovements } from './latest-movements.tsx'
import { PartTypes } from './part-types.tsx'

// Drawing it takes longer than anything else here, and whoever opens this page may type at once.
const InAndOut = lazy(async () => {
  await untilCalm()
  return import('./in-and-out.tsx')
})
const CHART_HEIGHT = 220

/** Where the chart will be, so that nothing moves when it comes. */
function ChartComes() {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Pieces in and out</h2>
      </div>
      <Skeleton height={CHART_HEIGHT} />
    </section>
  )
}

/** What needs attention first, then how the inventory stands. */
export function HomePage() {
  usePageTitle(undefined)
  const { data: stats } = useQuery(statsQuery)
  const { data: movements } = useQuery(movementsQuery)
  const moved = movements?.some(({ pieces_in, pieces_out }) => pieces_in + pieces_out > 0) ?? false
  if (stats?.total_parts === 0) {
    return (
      <div className={classes.page}>
        <NoParts />
        <Attention />
      </div>
    )
  }
  return (
    <div className={classes.page}>
      <div className={classes.title}>
        <h1>Home</h1>
        {stats !== undefined && (
          <span>
            {plural(stats.total_parts, 'part', 'parts')}, {plural(stats.total_quantity, 'piece', 'pieces')},{' '}
            {plural(stats.total_boxes, 'box', 'boxes')}
          </span>
        )}
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Attention />
          <BoxFill />
          {movements !== undefined && moved && (
            <Suspense fallback={<ChartComes />}>
              <InAndOut days={movements} height={CHART_HEIGHT} />
            </Suspense>
          )}
        </div>
        <div className={classes.side}>
          <LatestMovements />
          <PartTypes />
        </div>
      </div>
    </div>
  )
}
