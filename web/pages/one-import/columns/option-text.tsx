import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { useDraft } from '../use-draft.ts'

interface OptionTextProps {
  label: string
  value: string
  placeholder?: string
  disabled: boolean
  type?: 'text' | 'date'
  inputMode?: 'numeric' | 'text'
  /** Texts that are offered. */
  offered?: readonly string[]
  /** Why a text cannot be taken; null when it can. */
  wrongText?: (text: string) => string | null
  save: (text: string) => void
}

/** A text among the options, taken over with Enter or by leaving it. */
export function OptionText(props: OptionTextProps) {
  const { label, value, placeholder, disabled, type = 'text', inputMode, offered, wrongText, save } = props
  const [typed, setTyped] = useDraft(value)
  const id = useId()
  const wrong = typed.trim() === '' ? null : (wrongText?.(typed.trim()) ?? null)
  const keep = () => {
    if (wrong === null && typed.trim() !== value) save(typed.trim())
  }
  return (
    <>
      <TextInput
        size="xs"
        aria-label={label}
        type={type}
        inputMode={inputMode}
        placeholder={placeholder}
        autoComplete="off"
        list={offered === undefined ? undefined : id}
        disabled={disabled}
        value={typed}
        error={wrong}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
      {offered !== undefined && (
        <datalist id={id}>
          {offered.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  )
}
