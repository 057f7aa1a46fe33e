import { IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { firstField } from './first-field.ts'
import classes from './form.module.css'

interface StepperProps {
  label: string
  /** Null while it is not known. */
  value: number | null
  onChange: (value: number) => void
  min?: number
  max?: number
  /** Enter in the field. */
  onEnter?: () => void
  size?: 'sm' | 'lg'
  /** Whether the field takes the keyboard when it appears. */
  focused?: boolean
  disabled?: boolean
}

/** An amount that can be stepped and typed. */
export function Stepper(props: StepperProps) {
  const { label, value, onChange, min = 0, max = 2_147_483_647, onEnter, size = 'sm', focused, disabled } = props
  const [typed, setTyped] = useState<string | null>(null)
  const set = (wanted: number) => {
    setTyped(null)
    onChange(Math.min(max, Math.max(min, wanted)))
  }
  // Less than what was typed would be done without a word. Whoever asks for the amount says what is wrong with it.
  const type = (text: string) => {
    setTyped(text)
    if (/^\d{1,9}$/.test(text)) onChange(Math.max(min, Number(text)))
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      set((value ?? min) + step)
    }
    if (event.key === 'Enter') {
      setTyped(null)
      onEnter?.()
    }
  }
  return (
    <fieldset className={classes.stepper} data-size={size} disabled={disabled} aria-label={label}>
      <button
        type="button"
        aria-label="One less"
        disabled={value === null || value <= min}
        onClick={() => set((value ?? min) - 1)}
      >
        <IconMinus size={14} stroke={1.75} />
      </button>
      <input
        className="num"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        {...(focused && firstField)}
        value={typed ?? (value === null ? '' : String(value))}
        onChange={({ target }) => type(target.value.trim())}
        onFocus={({ target }) => target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={onKey}
      />
      <button
        type="button"
        aria-label="One more"
        disabled={value === null || value >= max}
        onClick={() => set((value ?? min) + 1)}
      >
        <IconPlus size={14} stroke={1.75} />
      </button>
    </fieldset>
  )
}
