import { RowCheck } from '../../shared/list/row-check.tsx'
import { COLUMNS, PLACES } from './columns.ts'
import classes from './part-row.module.css'

interface PartHeadsProps {
  compact: boolean
  columns: readonly string[]
  chosen: number
  shown: number
  onChooseAll: () => void
}

/** The heads of the columns. */
export function PartHeads({ compact, columns, chosen, shown, onChooseAll }: PartHeadsProps) {
  return (
    <div className={classes.heads} role="row" aria-rowindex={1}>
      <span role="columnheader" className={classes.check}>
        {chosen > 0 && (
          <RowCheck
            checked={chosen === shown}
            indeterminate={chosen < shown}
            onChange={onChooseAll}
            aria-label="Choose all that are shown"
          />
        )}
        <span className="sr-only">Choice</span>
      </span>
      <span role="columnheader">
        <span className="sr-only">Picture</span>
      </span>
      <span role="columnheader">Key</span>
      <span role="columnheader">Description</span>
      {compact && (
        <span role="columnheader" className={classes.codeColumn}>
          Maker’s number
        </span>
      )}
      {compact && (
        <span role="columnheader" className={classes.makerColumn}>
          Maker
        </span>
      )}
      {COLUMNS.filter(({ id }) => columns.includes(id)).map(({ id, label }) => (
        <span key={id} role="columnheader" className={classes.more}>
          {label}
        </span>
      ))}
      <span role="columnheader" className={classes.headPieces}>
        Pieces
      </span>
      {columns.includes(PLACES.id) && (
        <span role="columnheader" className={classes.places}>
          {PLACES.label}
        </span>
      )}
    </div>
  )
}
