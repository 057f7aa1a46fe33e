import { IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { firstField } from './first-field.ts'
import classes from './form.module.css'
import { MOST_PIECES, numberText, rangeText, readNumber, stepped } from './number-range.ts'

interface StepperProps {
  label: string
  /** Null while it is not known, and while what stands in the field is none that the field takes. */
  value: number | null
  /** Told of every key. Null: what stands in the field is none that it takes. */
  onChange: (value: number | null) => void
  /** Told of what the field takes once it is whole: with Enter, by leaving the field, by a step. */
  onKeep?: (value: number) => void
  min?: number
  max?: number
  /** How many digits may stand behind the point. */
  decimals?: number
  /** Enter in the field. */
  onEnter?: () => void
  size?: 'sm' | 'lg'
  /** Whether the field takes the keyboard when it appears. */
  focused?: boolean
  disabled?: boolean
  /** The id of what says beside the field what it takes; else the field says that itself while it is wrong. */
  describedBy?: string
}

/** A number that can be stepped and typed. What it does not take stays as it was typed, and is marked. */
export function Stepper(props: StepperProps) {
  const { label, value, onChange, onKeep, min = 0, max = MOST_PIECES, decimals = 0, onEnter } = props
  const { size = 'sm', focused, disabled, describedBy } = props
  const range = { min, max, decimals }
  const id = useId()
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null)
  // Something else than the field has set the value.
  if (typed !== null && typed.value !== value) setTyped(null)
  const text = typed?.text ?? (value === null ? '' : numberText(value))
  const isWrong = typed !== null && value === null
  const step = (by: 1 | -1) => {
    const next = stepped(text, by, range)
    setTyped(null)
    onChange(next)
    onKeep?.(next)
  }
  const type = (next: string) => {
    const read = readNumber(next.trim(), range)
    setTyped({ text: next, value: read })
    onChange(read)
  }
  const keep = () => {
    if (typed === null || value === null) return
    setTyped(null)
    onKeep?.(value)
  }
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null
    if (by !== null) {
      event.preventDefault()
      step(by)
    }
    if (event.key !== 'Enter' || isWrong) return
    keep()
    onEnter?.()
  }
  const field = (
    <fieldset
      className={classes.stepper}
      data-size={size}
      data-wrong={isWrong || undefined}
      disabled={disabled}
      aria-label={label}
    >
      <button
        type="button"
        aria-label="One less"
        disabled={!isWrong && (value === null || value <= min)}
        onClick={() => step(-1)}
      >
        <IconMinus size={14} stroke={1.75} />
      </button>
      <input
        className="num"
        // The keys for decimals have no minus on some phones.
        inputMode={min < 0 ? 'text' : decimals > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={describedBy ?? (isWrong ? id : undefined)}
        {...(focused && firstField)}
        value={text}
        onChange={({ target }) => type(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={keep}
        onKeyDown={onKey}
      />
      <button
        type="button"
        aria-label="One more"
        disabled={!isWrong && (value === null || value >= max)}
        onClick={() => step(1)}
      >
        <IconPlus size={14} stroke={1.75} />
      </button>
    </fieldset>
  )
  if (describedBy !== undefined) return field
  return (
    <span className={classes.amount}>
      {field}
      {isWrong && (
        <span id={id} className={classes.wrong} role="alert">
          {rangeText(label, range)}
        </span>
      )}
    </span>
  )
}
