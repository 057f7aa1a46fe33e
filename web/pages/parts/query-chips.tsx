import { IconX } from '@tabler/icons-react'
import type { SearchResult } from '../../api/queries/parts.ts'
import { type ChipText, filterText, termText } from './chip-text.ts'
import classes from './query-chips.module.css'
import { withoutPiece } from './query-text.ts'

interface QueryChipsProps {
  q: string
  interpreted: SearchResult['interpreted']
  onChange: (q: string) => void
}

function Chip({ text, remove }: { text: ChipText; remove: () => void }) {
  return (
    <span className={classes.chip} data-guessed={text.guessed || undefined}>
      {text.name !== '' && <span className={classes.name}>{text.name} </span>}
      <b>{text.value}</b>
      {text.note !== '' && <span className={classes.note}> {text.note}</span>}
      <button type="button" aria-label={`Remove ${text.name} ${text.value}`} onClick={remove}>
        <IconX size={14} stroke={1.75} />
      </button>
    </span>
  )
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
