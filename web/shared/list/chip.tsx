import { IconX } from '@tabler/icons-react'
import classes from './chip.module.css'

export interface ChipText {
  /** What the value is of; empty for a plain word. */
  name: string
  value: string
  /** Said after the value. */
  note: string
  /** Whether it was guessed from what was typed. */
  guessed: boolean
}

/** A piece of a query, or a filter, that can be taken out. */
export function Chip({ text, remove }: { text: ChipText; remove: () => void }) {
  return (
    <span className={classes.chip} data-guessed={text.guessed || undefined}>
      {text.name !== '' && <span className={classes.name}>{text.name} </span>}
      <b>{text.value}</b>
      {text.note !== '' && <span className={classes.note}> {text.note}</span>}
      <button type="button" aria-label={`Remove ${text.name} ${text.value}`.replace('  ', ' ')} onClick={remove}>
        <IconX size={14} stroke={1.75} />
      </button>
    </span>
  )
}
