import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { OptionText } from './option-text.tsx'

interface OptionPlaceProps {
  label: string
  value: unknown
  /** What else may be chosen; the first holds where nothing was. The empty word stands for nothing. */
  words: readonly (readonly [string, string])[]
  disabled: boolean
  save: (place: string | { box_no: number; loc_no: number } | null) => void
}

const SLOT = 'slot'

function slotText(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('box_no' in value) || !('loc_no' in value)) return ''
  return placeName({ box_no: Number(value.box_no), loc_no: Number(value.loc_no) })
}

/** Where pieces go whose row names no place. */
export function OptionPlace({ label, value, words, disabled, save }: OptionPlaceProps) {
  const slot = slotText(value)
  const [asks, setAsks] = useState(slot !== '')
  const [first = ['', '']] = words
  const chosen = words.find(([word]) => word === value)?.[0] ?? first[0]
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={label}
        disabled={disabled}
        value={asks ? SLOT : chosen}
        onChange={({ currentTarget: { value: word } }) => {
          setAsks(word === SLOT)
          if (word !== SLOT) save(word === '' ? null : word)
        }}
      >
        {words.map(([word, text]) => (
          <option key={word} value={word}>
            {text}
          </option>
        ))}
        <option value={SLOT}>One slot for all</option>
      </NativeSelect>
      {asks && (
        <OptionText
          label="The slot"
          placeholder="7-12"
          value={slot}
          disabled={disabled}
          wrongText={(text) => (readPlace(text) === null ? 'A box and a slot, such as 7-12' : null)}
          save={(text) => save(readPlace(text))}
        />
      )}
    </>
  )
}
