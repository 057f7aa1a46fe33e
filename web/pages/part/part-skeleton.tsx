import { Skeleton } from '@mantine/core'
import classes from './part.module.css'

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** The page while the part is on its way. */
export function PartSkeleton() {
  return (
    <div className={classes.page} aria-busy="true">
      <Skeleton height={32} width="50%" mb={24} />
      <div className={classes.columns}>
        <Skeleton height={236} />
        <Skeleton height={320} />
        <div>
          {LINES.map((line) => (
            <Skeleton key={line} height={12} mb={16} />
          ))}
        </div>
      </div>
    </div>
  )
}
