import type { ListLine } from '../../api/queries/lists.ts'
import classes from './groups.module.css'
import { LineRow } from './line-row.tsx'

/** Lines without their sellers. */
export function AllLines({ lines, none }: { lines: readonly ListLine[]; none: string }) {
  if (lines.length === 0) return <p className={classes.none}>{none}</p>
  return lines.map((line) => <LineRow key={line.id} line={line} frozen={false} />)
}
