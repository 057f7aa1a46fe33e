import type { ListLine } from '../../api/queries/lists.ts'
import classes from './groups.module.css'
import { LineRow } from './line-row.tsx'
import { useOffers } from './offers.ts'

interface AllLinesProps {
  listId: number
  lines: readonly ListLine[]
  /** Said where there are none. */
  none: string
}

/** Lines without their sellers. */
export function AllLines({ listId, lines, none }: AllLinesProps) {
  const offers = useOffers(listId)
  if (lines.length === 0) return <p className={classes.none}>{none}</p>
  return lines.map((line) => <LineRow key={line.id} line={line} offer={offers.get(line.id)} frozen={false} />)
}
