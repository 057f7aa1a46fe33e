import { Skeleton } from '@mantine/core'
import { COLUMNS, PLACES } from './columns.ts'
import classes from './part-row.module.css'

const WIDTHS = ['62%', '48%', '70%', '55%', '66%', '43%']

interface SkeletonRowProps {
  index: number
  compact: boolean
  columns: readonly string[]
}

/** A row that is still on its way, in the real columns. */
export function SkeletonRow({ index, compact, columns }: SkeletonRowProps) {
  return (
    <div className={classes.row} aria-hidden>
      <span className={classes.check} />
      <Skeleton width="var(--picture)" height="var(--picture)" radius="sm" className={classes.picture} />
      <Skeleton width={36} height={10} className={classes.key} />
      <Skeleton width={WIDTHS[index % WIDTHS.length]} height={10} className={classes.description} />
      {compact && <Skeleton width="80%" height={10} className={classes.codeColumn} />}
      {compact && <Skeleton width="70%" height={10} className={classes.makerColumn} />}
      {COLUMNS.filter(({ id }) => columns.includes(id)).map(({ id }) => (
        <Skeleton key={id} width={42} height={10} className={classes.more} />
      ))}
      <Skeleton width={28} height={10} ml="auto" className={classes.pieces} />
      {columns.includes(PLACES.id) && (
        <span className={classes.places}>
          <Skeleton width={48} height={10} />
        </span>
      )}
    </div>
  )
}
