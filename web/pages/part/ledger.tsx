import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Part, partHistoryQuery } from '../../api/queries/parts.ts'
import { UndoButton } from '../../shared/stock/undo-button.tsx'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { count } from '../../shared/text/numbers.ts'
import { reasonText } from '../../shared/text/reason.ts'
import { Time } from '../../shared/text/time.tsx'
import classes from './ledger.module.css'
import page from './part.module.css'

const FEW = 8

/** What came and went, newest first, with what was left and the way back. */
export function Ledger({ part }: { part: Part }) {
  const { data: history } = useQuery(partHistoryQuery(part.key))
  const [all, setAll] = useState(false)
  if (history === undefined) return null
  let left = part.total_quantity
  const entries = history.map((entry) => {
    const after = left
    left -= entry.delta_qty
    return { ...entry, after }
  })
  const shown = all ? entries : entries.slice(0, FEW)
  return (
    <section className={page.section}>
      <div className={page.sectionHead}>
        <h2>Ledger</h2>
        <Link to="/history" search={{ of: part.key }} className={classes.all}>
          History
        </Link>
      </div>
      {entries.length === 0 && <span className={page.quiet}>Nothing has come or gone yet.</span>}
      <ul className={classes.entries}>
        {shown.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <span className={classes.when}>
              <Time at={entry.timestamp} byDay />
            </span>
            <span className={classes.delta}>
              <ChangeText value={entry.delta_qty} />
            </span>
            <span className={`num ${classes.place}`}>{entry.location_reference}</span>
            <span className={`ellipsis ${classes.why}`} title={entry.note ?? undefined}>
              {reasonText(entry)}
            </span>
            <span className={`num ${classes.after}`}>{count(Math.max(0, entry.after))}</span>
            <span className={classes.undo}>
              {entry.operation_id !== null && <UndoButton operationId={entry.operation_id} />}
            </span>
          </li>
        ))}
      </ul>
      {entries.length > FEW && (
        <Button size="xs" variant="subtle" className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Only the latest' : `All ${count(entries.length)} entries`}
        </Button>
      )}
    </section>
  )
}
