import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { KeyCap } from '../../../shared/text/key-cap.tsx'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './mend.module.css'

interface ChoiceCardProps {
  chosen: boolean
  /** The key of the keyboard that chooses it. */
  number: number
  name: ReactNode
  note: string
  onChoose: () => void
}

/** One of the things that a row may mean. */
export function ChoiceCard({ chosen, number, name, note, onChoose }: ChoiceCardProps) {
  return (
    <button
      type="button"
      className={classes.card}
      aria-pressed={chosen}
      data-choice={number}
      title={note}
      onClick={onChoose}
    >
      <span className={classes.cardWords}>
        <span>{name}</span>
        <span className="ellipsis">{note}</span>
      </span>
      {number < 10 && <KeyCap>{String(number)}</KeyCap>}
    </button>
  )
}

export function NewPartName() {
  return (
    <span className={classes.withIcon}>
      <IconPlus size={14} stroke={1.75} aria-hidden /> <b>New part</b>
    </span>
  )
}

export function LeaveOutName() {
  return (
    <span className={classes.withIcon}>
      <IconX size={14} stroke={1.75} aria-hidden /> <b>Leave out</b>
    </span>
  )
}

export function PartName({ children }: { children: string }) {
  return <PartKey>{children}</PartKey>
}
