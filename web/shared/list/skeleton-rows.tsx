import { Skeleton } from '@mantine/core'
import classes from './rows.module.css'

const ROWS = [58, 44, 66, 51, 62, 40, 55, 47]

/** Rows of a list that is on its way. */
export function SkeletonRows() {
  return ROWS.map((width) => (
    <div key={width} className={classes.row} aria-hidden>
      <Skeleton width={36} height={36} radius="sm" />
      <Skeleton width={`${width}%`} height={11} />
    </div>
  ))
}
