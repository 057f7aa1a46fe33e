import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { suggestionsQuery } from '../../../api/queries/parts.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './mend.module.css'

const WAIT_MS = 60

/** Looks for a part by its key, number or words. */
export function FindPart({ onFound }: { onFound: (key: string) => void }) {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, WAIT_MS)
  const { data } = useQuery({ ...suggestionsQuery(settled), enabled: settled.trim().length > 1 })
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const parts = text.trim().length > 1 ? (data?.parts ?? []) : []
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(key) => {
        setText('')
        combobox.closeDropdown()
        onFound(key)
      }}
    >
      <Combobox.Target>
        <TextInput
          size="xs"
          className={classes.find}
          aria-label="Another part"
          placeholder="Another part: key, number or words"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={parts.length === 0}>
        <Combobox.Options aria-label="Parts">
          {parts.map(({ key, manufacturer_code, description }) => (
            <Combobox.Option key={key} value={key}>
              <span className={classes.found}>
                <PartKey>{key}</PartKey>
                <span className="ellipsis">{[manufacturer_code, description].filter(Boolean).join(', ')}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
