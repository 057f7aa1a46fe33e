import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { latestQuery } from '../../api/queries/home.ts'
import { UndoButton } from '../../shared/stock/undo-button.tsx'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { Keys } from '../../shared/text/keys.tsx'
import { count } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import home from './home.module.css'
import classes from './latest-movements.module.css'

/** What came or went; of a move how many were moved. */
function Pieces({ rows }: Pick<Schemas['Operation'], 'rows'>) {
  const sum = rows.reduce((total, { delta_qty }) => total + delta_qty, 0)
  if (sum !== 0) return <ChangeText value={sum} />
  const moved = rows.reduce((total, { delta_qty }) => total + Math.max(0, delta_qty), 0)
  return moved === 0 ? null : <span className="num">{count(moved)}</span>
}

function Movement({ operation }: { operation: Schemas['Operation'] }) {
  const { operation_id, summary, rows, timestamp, undoable, undone_by } = operation
  const [row] = rows
  const content = (
    <span className="ellipsis">
      <Keys text={summary} />
    </span>
  )
  return (
    <li className={classes.movement} data-undone={undone_by !== null || undefined}>
      {row === undefined ? (
        <span className={classes.summary}>{content}</span>
      ) : (
        <Link to="/parts/$key" params={{ key: row.part_key }} className={classes.summary} title={summary}>
          {content}
        </Link>
      )}
      <span className={classes.when}>
        <Time at={timestamp} />
      </span>
      {undoable && undone_by === null && (
        <span className={classes.undo}>
          <UndoButton operationId={operation_id} />
        </span>
      )}
      <span className={classes.sum}>{operation.row_count <= rows.length && <Pieces rows={rows} />}</span>
    </li>
  )
}

/** What was done last, each with its way back. */
export function LatestMovements() {
  const { data } = useQuery(latestQuery)
  if (data === undefined || data.length === 0) return null
  return (
    <section className={home.section}>
      <div className={home.sectionHead}>
        <h2>Latest movements</h2>
        <Link to="/history" className={classes.all}>
          History
        </Link>
      </div>
      <ul className={classes.list}>
        {data.map((operation) => (
          <Movement key={operation.operation_id} operation={operation} />
        ))}
      </ul>
    </section>
  )
}
