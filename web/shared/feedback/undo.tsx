import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { sentence } from '../../api/errors.ts'
import { newKey } from '../../api/new-key.ts'
import classes from './feedback.module.css'
import { plainWords } from './told-text.tsx'

const FAILURE_MS = 12_000

/** Says what went wrong with something that has no place of its own on the page. */
export function sayFailure(error: unknown): void {
  notifications.show({ message: plainWords(sentence(error)), autoClose: FAILURE_MS, className: classes.failure })
}

/** The same of what was scanned. Whatever was said before is of another scan: it makes room at once. */
export function sayScanFailure(error: unknown): void {
  notifications.clean()
  sayFailure(error)
}

function DoneMessage({ text, warnings }: { text: string; warnings: readonly string[] }) {
  return (
    <span>
      {text}
      {warnings.map((warning) => (
        <span key={warning} className={classes.warning}>
          {plainWords(warning)}
        </span>
      ))}
    </span>
  )
}

interface Done {
  text: string
  warnings: readonly string[]
  undo: () => Promise<unknown>
  id: string
}

function UndoMessage({ text, warnings, undo, id }: Done) {
  const take = () => {
    notifications.hide(id)
    undo().catch(sayFailure)
  }
  return (
    <span className={classes.message}>
      <DoneMessage text={text} warnings={warnings} />
      <Button size="xs" className={classes.undo} leftSection={<IconArrowBackUp size={14} />} onClick={take}>
        Undo
      </Button>
    </span>
  )
}

let saidLast: string | null = null

/** Says for some seconds what has been done, and offers the way back. What people ought to know of it stays until they close it. */
export function sayDone(text: string, undo?: () => Promise<unknown>, warnings: readonly string[] = []): void {
  const id = newKey()
  saidLast = id
  notifications.clean()
  const message =
    undo === undefined ? (
      <DoneMessage text={text} warnings={warnings} />
    ) : (
      <UndoMessage text={text} warnings={warnings} undo={undo} id={id} />
    )
  notifications.show({ id, message, ...(warnings.length > 0 && { autoClose: false }) })
}

/** Takes away what was said to be done: something else is in the hand by now, and the page keeps the way back. */
export function forgetDone(): void {
  if (saidLast !== null) notifications.hide(saidLast)
}
