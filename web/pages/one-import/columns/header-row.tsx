import { TextInput } from '@mantine/core'
import { useDraft } from '../use-draft.ts'

interface HeaderRowProps {
  /** The line of the file; 0: it has no headers; null: not known. */
  value: number | null
  disabled: boolean
  onChange: (line: number) => void
}

const MOST = 1_048_576

/** In which line the headers stand; nothing for a table without headers. */
export function HeaderRow({ value, disabled, onChange }: HeaderRowProps) {
  const [typed, setTyped] = useDraft(value === null || value === 0 ? '' : String(value))
  const line = typed.trim() === '' ? 0 : Number(typed)
  const wrong = !Number.isInteger(line) || line < 0 || line > MOST
  const save = () => {
    if (!wrong && line !== value && !(value === null && typed === '')) onChange(line)
  }
  return (
    <TextInput
      size="xs"
      inputMode="numeric"
      aria-label="Header in line"
      placeholder="no headers"
      disabled={disabled}
      value={typed}
      error={wrong && 'The number of a line'}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
    />
  )
}
