import { IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import classes from './form.module.css'

interface StepperProps {
  label: string
  value: number
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
  const clamp = (wanted: number) => Math.min(max, Math.max(min, wanted))
  const set = (wanted: number) => {
    setTyped(null)
    onChange(clamp(wanted))
  }
  const type = (text: string) => {
    setTyped(text)
    if (/^\d{1,9}$/.test(text)) onChange(clamp(Number(text)))
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      set(value + step)
    }
    if (event.key === 'Enter') {
      setTyped(null)
      onEnter?.()
    }
  }
  return (
    <fieldset className={classes.stepper} data-size={size} disabled={disabled} aria-label={label}>
      <button type="button" aria-label="One less" disabled={value <= min} onClick={() => set(value - 1)}>
        <IconMinus size={14} stroke={1.75} />
      </button>
      <input
        className="num"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        // biome-ignore lint/a11y/noAutofocus: the field is what the person has just asked for
        autoFocus={focused}
        value={typed ?? String(value)}
        onChange={({ target }) => type(target.value.trim())}
        onFocus={({ target }) => target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={onKey}
      />
      <button type="button" aria-label="One more" disabled={value >= max} onClick={() => set(value + 1)}>
        <IconPlus size={14} stroke={1.75} />
      </button>
    </fieldset>
  )
}
