import { Popover } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import classes from './form.module.css'
import { type NumberRange, rangeText, readNumber } from './number-range.ts'

interface CellNumberProps {
  label: string
  value: number
  range: NumberRange
  className: string | undefined
  isSaving: boolean
  /** Told of a number that is another one; calls `saved` when it is kept. */
  save: (value: number, saved: () => void) => void
}

/**
 * A number in a cell of a table: Enter or leaving saves, Esc leaves it as it was. What it does not take, and what is refused, stays
 * as it was typed.
 */
export function CellNumber({ label, value, range, className, isSaving, save }: CellNumberProps) {
  const [text, setText] = useState<string | null>(null)
  const id = useId()
  const read = text === null ? value : readNumber(text.trim(), range)
  const isWrong = read === null
  const keep = () => {
    if (text === null || read === null || isSaving) return
    if (read === value) return setText(null)
    save(read, () => setText((now) => (now === text ? null : now)))
  }
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') keep()
    if (key === 'Escape') setText(null)
  }
  return (
    <Popover opened={isWrong} position="bottom-end" offset={4} withRoles={false} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <input
          className={`num ${className}`}
          inputMode="numeric"
          autoComplete="off"
          aria-label={label}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? id : undefined}
          data-wrong={isWrong || undefined}
          value={text ?? String(value)}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKey}
          onBlur={keep}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.said}>
        <span id={id} role="alert">
          {rangeText(label, range)}
        </span>
      </Popover.Dropdown>
    </Popover>
  )
}
