import { Combobox, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { expectTyping, forgetTyped } from '../../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { later } from '../../shared/later.tsx'
import { FieldEnd } from './field-end.tsx'
import { followChosen } from './follow-chosen.ts'
import classes from './search-field.module.css'
import { useAskAhead } from './use-ask-ahead.ts'
import { useChoose } from './use-choose.ts'
import { useFirstPart } from './use-first-part.ts'
import { useFocusKeys } from './use-focus-keys.ts'
import { useFollowQuery } from './use-follow-query.ts'
import { useSuggestions } from './use-suggestions.ts'

const SuggestionList = later(async () => (await import('./suggestion-list.tsx')).SuggestionList)

const KEY = /^[a-z]{4}$/i
const ACTS: Readonly<Record<string, 'take' | 'put'>> = { KeyT: 'take', KeyP: 'put' }

/** The one search field of all pages: it finds parts, boxes, kits, lists and commands. */
export function SearchField() {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { q = '', sort } = useSearch({ strict: false })
  // On the page of results the rows themselves follow what is typed.
  const onResults = pathname === '/parts'
  const { text, setText, typed } = useFollowQuery(onResults ? q : '', pathname)
  const [focused, setFocused] = useState(false)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const suggestions = useSuggestions(text, focused && !onResults)
  const suggests = !onResults && text.trim() !== ''
  const first = useFirstPart()
  const askAhead = useAskAhead(onResults ? { sort } : null)
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
    askAhead(value)
    setText(value)
    if (onResults) {
      typed(value)
      return show(value, true)
    }
    combobox.openDropdown()
    combobox.updateSelectedOptionIndex()
  }
  /** Begins an action on the part that is chosen, or on the first one. */
  const begin = async (act: 'take' | 'put', chosen: string | undefined) => {
    leave()
    expectTyping()
    const find = () => (onResults ? first.found(text, sort) : first.suggested(text))
    const key = chosen ?? (await find().catch(() => undefined))
    if (key !== undefined) return choose.act(key, act)
    forgetTyped()
    input.current?.focus()
  }
  /** Goes to the part whose key was typed, or to all that a text finds. */
  const go = async (query: string) => {
    const key = KEY.test(query) ? await first.suggested(query).catch(() => undefined) : undefined
    // Something else may have been typed while that was asked.
    if (input.current?.value.trim() !== query) return
    if (key !== undefined && key === query.toUpperCase()) return choose.open(`part:${key}`)
    combobox.closeDropdown()
    if (!onResults) show(query, false)
    else document.querySelector<HTMLElement>('[data-row-part]')?.focus()
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = combobox.dropdownOpened ? followChosen(combobox) : undefined
    const act = event.altKey ? ACTS[event.code] : undefined
    if (act !== undefined) {
      event.preventDefault()
      void begin(act, chosen)
    } else if (event.key === 'Escape') {
      if (!combobox.dropdownOpened) leave()
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0) return
      event.preventDefault()
      void go(text.trim())
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
      <Combobox.DropdownTarget>
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
                SuggestionList.load()
                if (text !== '' && !onResults) combobox.openDropdown()
              }}
              onBlur={() => {
                setFocused(false)
                combobox.closeDropdown()
              }}
              onKeyDown={onKey}
            />
          </Combobox.EventsTarget>
          <FieldEnd
            text={text}
            onClear={() => {
              type('')
              input.current?.focus()
            }}
          />
        </label>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={!suggests}>
        {/* The dropdown is always there, also closed. */}
        {suggests && <SuggestionList text={text} suggestions={suggestions} />}
      </Combobox.Dropdown>
    </Combobox>
  )
}
