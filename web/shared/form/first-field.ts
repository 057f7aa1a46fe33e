import { takeTyped } from '../keyboard/type-ahead.ts'
import { writeInto } from './write-into.ts'

function takeKeyboard(field: HTMLInputElement | null): void {
  if (field === null) return
  // A sheet slides in; scrolling to the field would make it jump.
  field.focus({ preventScroll: true })
  const typed = takeTyped()
  if (typed === '') return
  queueMicrotask(() => {
    writeInto(field, typed)
    // What comes next goes behind it, also where the field has selected its text.
    field.setSelectionRange(typed.length, typed.length)
  })
}

/**
 * Props of the field that a page or a dialog begins with. It has the keyboard from the moment when it is there, and what
 * was typed before. Mantine's dialogs look for the mark a moment later, and would else go to whatever comes first.
 */
export const firstField = { ref: takeKeyboard, 'data-autofocus': true }
