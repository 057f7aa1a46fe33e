import { Autocomplete } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { suggestionsQuery } from '../../api/queries/parts.ts'
import { firstField } from './first-field.ts'

const WAIT_MS = 60
const MOST = 6

interface PartFieldProps {
  /** What is typed or chosen: a key, a number, words. */
  text: string
  onChange: (text: string) => void
  /** Shown above the field; without it the field is named for screen readers alone. */
  label?: string
  error?: string | undefined
  /** Whether the page or the dialog begins with it. */
  first?: boolean
  /** Told of the key of a part that is chosen, or whose key was typed and ended with Enter. */
  onChosen?: (key: string) => void
}

/** The key that a text of the field begins with; undefined while none is chosen. */
export function keyOf(text: string): string | undefined {
  return /^([A-Z]{4})(?: |$)/.exec(text)?.[1]
}

/** Asks for a part by its key, number or words. */
export function PartField({ text, onChange, label, error, first = false, onChosen }: PartFieldProps) {
  const [settled] = useDebouncedValue(text, WAIT_MS)
  const { data } = useQuery(suggestionsQuery(settled))
  // What was found for the letter before is shown while one types on, but not below an empty field.
  const found = text.trim() === '' ? [] : (data?.parts ?? [])
  const choices = found.map((part) => `${part.key}  ${part.description}`)
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Autocomplete
      {...(label === undefined ? { 'aria-label': 'Part' } : { label })}
      placeholder="Key, number or words"
      data-part
      {...(first && firstField)}
      value={text}
      onChange={onChange}
      onOptionSubmit={(option) => {
        const key = keyOf(option)
        if (key !== undefined) onChosen?.(key)
      }}
      onKeyDown={({ key, currentTarget }) => {
        // Words of four letters are words while somebody types on, and what is marked in the list is what Enter means.
        if (key !== 'Enter' || currentTarget.hasAttribute('aria-activedescendant')) return
        if (/^[A-Za-z]{4}$/.test(text.trim())) onChosen?.(text.trim().toUpperCase())
      }}
      data={[...new Set(choices)]}
      filter={({ options }) => options}
      limit={MOST}
      // A list without a line is closed, so that Esc means the dialog.
      dropdownOpened={opened && choices.length > 0}
      onDropdownOpen={open}
      onDropdownClose={close}
      error={error}
    />
  )
}
