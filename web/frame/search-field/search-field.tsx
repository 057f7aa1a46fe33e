import { Combobox, Kbd, UnstyledButton, useCombobox } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import classes from './search-field.module.css'
import { SuggestionList } from './suggestion-list.tsx'
import { useChoose } from './use-choose.ts'
import { useFocusKeys } from './use-focus-keys.ts'
import { useFollowQuery } from './use-follow-query.ts'
import { useSuggestions } from './use-suggestions.ts'

const KEY = /^[a-z]{4}$/i
const ACTS: Readonly<Record<string, 'take' | 'put'>> = { KeyT: 'take', KeyP: 'put' }

/** The one search field of all pages: it finds parts, boxes, kits, lists and commands. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { q = '' } = useSearch({ strict: false })
  // On the page of results the rows themselves follow what is typed.
  const onResults = pathname === '/parts'
  const { text, setText, typed } = useFollowQuery(onResults ? q : '', pathname)
  const [focused, setFocused] = useState(false)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const suggestions = useSuggestions(text, focused && !onResults)
  useFocusKeys(input)
  useHotkey('/', () => input.current?.focus())

  const show = (query: string, replace: boolean) =>
    void navigate({
      to: '/parts',
      search: ({ sort }) => ({ sort: onResults ? sort : undefined, q: query || undefined }),
      replace,
    })
  const leave = () => {
    combobox.closeDropdown()
    input.current?.blur()
  }
  const choose = useChoose(() => {
    setText('')
    leave()
  })
  const type = (value: string) => {
    setText(value)
    if (onResults) {
      typed(value)
      return show(value, true)
    }
    combobox.openDropdown()
    combobox.updateSelectedOptionIndex()
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = suggestions.parts[0]
    const act = event.altKey ? ACTS[event.code] : undefined
    if (act !== undefined) {
      event.preventDefault()
      const selected = document.querySelector<HTMLElement>('[data-combobox-selected] [data-part]')?.dataset.part
      const key = selected ?? first?.key ?? document.querySelector<HTMLElement>('[data-row-part]')?.dataset.rowPart
      if (key !== undefined) choose.act(key, act)
    } else if (event.key === 'Escape') {
      if (!combobox.dropdownOpened) leave()
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const chosen = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0
      if (chosen) return
      event.preventDefault()
      const exact = KEY.test(text.trim()) && first?.key === text.trim().toUpperCase()
      if (exact) return choose.open(`part:${first.key}`)
      combobox.closeDropdown()
      if (!onResults) show(text.trim(), false)
      else document.querySelector<HTMLElement>('[data-row-part]')?.focus()
    } else if (event.key === 'ArrowDown' && onResults) {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-row-part]')?.focus()
    }
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose.open}
      position="bottom-start"
      offset={6}
      width="target"
      classNames={{ dropdown: classes.dropdown }}
    >
      <Combobox.Target targetType="input">
        <label className={classes.field}>
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <Combobox.EventsTarget>
            <input
              ref={input}
              type="text"
              enterKeyHint="search"
              autoComplete="off"
              spellCheck={false}
              aria-label="Find a part, box, kit or command"
              placeholder="Find a part, box, kit or command"
              value={text}
              onChange={({ currentTarget }) => type(currentTarget.value)}
              onFocus={() => {
                setFocused(true)
                if (text !== '' && !onResults) combobox.openDropdown()
              }}
              onBlur={() => {
                setFocused(false)
                combobox.closeDropdown()
              }}
              onKeyDown={onKey}
            />
          </Combobox.EventsTarget>
          {text === '' ? (
            <Kbd className={classes.slash} aria-hidden>
              /
            </Kbd>
          ) : (
            <UnstyledButton
              className={classes.clear}
              aria-label="Clear"
              onClick={() => {
                type('')
                input.current?.focus()
              }}
            >
              <IconX size={16} stroke={1.75} />
            </UnstyledButton>
          )}
        </label>
      </Combobox.Target>
      <Combobox.Dropdown hidden={onResults || text.trim() === ''}>
        <SuggestionList text={text} suggestions={suggestions} />
      </Combobox.Dropdown>
    </Combobox>
  )
}
