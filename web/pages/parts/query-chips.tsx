import type { SearchResult } from '../../api/queries/parts.ts'
import { Chip } from '../../shared/list/chip.tsx'
import { filterText, termText } from './chip-text.ts'
import classes from './query-chips.module.css'
import { withoutPiece } from './query-text.ts'

interface QueryChipsProps {
  q: string
  interpreted: SearchResult['interpreted']
  onChange: (q: string) => void
}

/** How the query was understood, piece by piece; each can be taken out. */
export function QueryChips({ q, interpreted: { terms, filters, notes }, onChange }: QueryChipsProps) {
  const pieces = [
    ...terms.map((term) => ({ ...term, chip: termText(term) })),
    ...filters.map((filter) => ({ ...filter, chip: filterText(filter) })),
  ].sort((a, b) => a.start - b.start)
  if (pieces.length === 0 && notes.length === 0) return null
  return (
    <div className={classes.chips}>
      {pieces.length > 0 && <span className={classes.label}>Read as</span>}
      {pieces.map(({ start, end, chip }) => (
        <Chip key={`${start}-${end}`} text={chip} remove={() => onChange(withoutPiece(q, start, end))} />
      ))}
      {notes.map(({ code, text }) => (
        <span key={code} className={classes.label}>
          {text}
        </span>
      ))}
    </div>
  )
}
