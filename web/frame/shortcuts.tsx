import { ActionIcon, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKeyboard } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, useEffect, useRef } from 'react'
import { whenLone } from '../shared/keyboard/lone-key.ts'
import { isExpectingText } from '../shared/keyboard/type-ahead.ts'
import { isCovered, isTyping } from '../shared/keyboard/typing.ts'
import { useHotkey } from '../shared/keyboard/use-hotkey.ts'
import { KeyCap } from '../shared/text/key-cap.tsx'
import { ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY } from './navigation-entries.ts'
import classes from './shortcuts.module.css'

const SHORTCUTS: readonly (readonly [title: string, ...rows: (readonly [keys: string, what: string])[]])[] = [
  [
    'Everywhere',
    ['/', 'Find a part, box, kit or command'],
    ['n', 'New part'],
    ['?', 'These keys'],
    ['Esc', 'Close, or leave a field as it was'],
  ],
  ['Go to', ...[...ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY].map(({ key, label }) => [`g ${key}`, label] as const)],
  [
    'Lists',
    ['j k', 'Next, previous row'],
    ['Enter', 'Open'],
    ['x', 'Choose the row'],
    ['t', 'Take'],
    ['u', 'Put'],
    ['m', 'Move'],
    ['l', 'Add to a list'],
  ],
  ['A part', ['t', 'Take'], ['u', 'Put'], ['m', 'Move'], ['c', 'Count']],
  ['A box', ['← ↑ → ↓', 'Walk over the slots'], ['Enter', 'Open the slot'], ['m', 'Pick a pile up, put it down']],
  ['A pick list', ['Enter', 'Picked'], ['l', 'Less than asked'], ['0', 'Not there'], ['z', 'Undo']],
  ['Labels', ['a', 'Add labels']],
]
const SEQUENCE_MS = 1500
const NEVER = Number.NEGATIVE_INFINITY

/** `g` and a letter lead to a page. */
function useGoTo(): void {
  const navigate = useNavigate()
  const begun = useRef(NEVER)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (isCovered() || isExpectingText()) return
      const entry = [...ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY].find(({ key }) => key === event.key)
      if (event.key !== 'g' && entry !== undefined && event.timeStamp - begun.current < SEQUENCE_MS) {
        event.preventDefault()
        event.stopImmediatePropagation()
        whenLone(event, () => void navigate({ to: entry.to }))
      }
      begun.current = event.key === 'g' ? event.timeStamp : NEVER
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [navigate])
}

/** The list of keys, behind a button and behind `?`. */
export function ShortcutsButton() {
  const [opened, { open, close }] = useDisclosure(false)
  useHotkey('?', open)
  useGoTo()
  return (
    <>
      <ActionIcon aria-label="Keys" title="Keys" onClick={open}>
        <IconKeyboard size={16} stroke={1.75} />
      </ActionIcon>
      <Modal opened={opened} onClose={close} title="Keys" size="lg">
        <div className={classes.shortcuts}>
          {SHORTCUTS.map(([title, ...rows]) => (
            <section key={title}>
              <h2>{title}</h2>
              {rows.map(([keys, what]) => (
                <div key={keys} className={classes.shortcut}>
                  <span>{what}</span>
                  <span>
                    {keys.split(' ').map((key) => (
                      <Fragment key={key}>
                        <KeyCap>{key}</KeyCap>{' '}
                      </Fragment>
                    ))}
                  </span>
                </div>
              ))}
            </section>
          ))}
        </div>
      </Modal>
    </>
  )
}
