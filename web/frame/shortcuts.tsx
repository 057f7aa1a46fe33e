import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKeyboard } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { whenLone } from '../shared/keyboard/lone-key.ts'
import { isExpectingText } from '../shared/keyboard/type-ahead.ts'
import { isCovered, isTyping } from '../shared/keyboard/typing.ts'
import { useHotkey } from '../shared/keyboard/use-hotkey.ts'
import { later } from '../shared/later.tsx'
import { useEver } from '../shared/use-ever.ts'
import { ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY } from './navigation-entries.ts'

const ShortcutsDialog = later(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog)

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
  const ever = useEver(opened)
  useHotkey('?', open)
  useGoTo()
  return (
    <>
      <ActionIcon aria-label="Keys" title="Keys" onClick={open}>
        <IconKeyboard size={16} stroke={1.75} />
      </ActionIcon>
      {ever && <ShortcutsDialog opened={opened} onClose={close} />}
    </>
  )
}
