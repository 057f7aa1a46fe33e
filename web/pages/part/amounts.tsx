import { useQuery } from '@tanstack/react-query'
import { type Part, partKitsQuery, partListsQuery } from '../../api/queries/parts.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './amounts.module.css'

/** How many there are, how many of them are spoken for, and how many come. */
export function Amounts({ part }: { part: Part }) {
  const { data: kits = [] } = useQuery(partKitsQuery(part.key))
  const { data: lists = [] } = useQuery(partListsQuery(part.key))
  const active = kits.filter(({ status }) => status === 'active')
  const reserved = active.reduce((sum, kit) => sum + kit.reserved_quantity, 0)
  const coming = lists
    .filter(({ line_status }) => line_status === 'ordered')
    .reduce((sum, line) => sum + Math.max(0, line.ordered - line.received), 0)
  const total = part.total_quantity
  return (
    <dl className={classes.amounts}>
      <div className={classes.main}>
        <dd className="num">{count(total)}</dd>
        <dt>{total === 1 ? 'piece' : 'pieces'}</dt>
      </div>
      {reserved > 0 && (
        <>
          <div>
            <dd className="num">{count(reserved)}</dd>
            <dt>
              reserved
              <span className={classes.wide}> by {active.length === 1 ? 'a kit' : `${active.length} kits`}</span>
            </dt>
          </div>
          <div>
            <dd className="num">{count(Math.max(0, total - reserved))}</dd>
            <dt>free</dt>
          </div>
        </>
      )}
      {coming > 0 && (
        <div>
          <dd className="num">{count(coming)}</dd>
          <dt>on the way</dt>
        </div>
      )}
    </dl>
  )
}
