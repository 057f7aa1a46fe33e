import type { Operation } from '../../api/queries/operations.ts'
import cells from '../../shared/list/cells.module.css'
import { byDay } from '../../shared/text/by-day.ts'
import classes from './operation-list.module.css'
import { OperationRow } from './operation-row.tsx'

interface OperationListProps {
  operations: readonly Operation[]
  onUndo: (id: string) => void
}

/** Operations by day, the newest first. */
export function OperationList({ operations, onUndo }: OperationListProps) {
  if (operations.length === 0) return null
  // Without sign-in nobody has a name.
  const anonymous = operations.every(({ actor }) => actor === null)
  return (
    <div data-anonymous={anonymous || undefined} className={classes.table}>
      <div className={`${classes.row} ${classes.heads}`} aria-hidden>
        <span>When</span>
        <span>{!anonymous && 'Who'}</span>
        <span />
        <span>What</span>
        <span>Why, from where</span>
        <span className={classes.pieces}>Pieces</span>
        <span />
      </div>
      {byDay(operations, ({ timestamp }) => timestamp).map(([day, own]) => (
        <section key={day} aria-label={day}>
          <h2 className={cells.day}>{day}</h2>
          <ul className={classes.list}>
            {own.map((operation) => (
              <OperationRow key={operation.operation_id} operation={operation} onUndo={onUndo} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
