import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'

/**
 * A value that becomes a field at the same place: Enter or leaving saves, Esc leaves it as it was, and after both keys the
 * keyboard is where it was before. A refusal leaves the field open with what was typed.
 *
 * @param save saves the typed text; throws what the service refuses.
 */
export function useEdit(value: string, save: (text: string) => Promise<unknown>) {
  const [text, setText] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const change = useMutation({ mutationFn: save })
  const finish = (back: boolean) => {
    setText(null)
    if (back) requestAnimationFrame(() => button.current?.focus())
  }
  const keep = async (back: boolean) => {
    if (text === null || change.isPending) return
    if (text.trim() === value) return finish(back)
    await change.mutateAsync(text.trim()).then(
      () => finish(back),
      () => {},
    )
  }
  return {
    /** What stands in the field; null while the value is only shown. */
    text,
    setText,
    change,
    begin: () => {
      change.reset()
      setText(value)
    },
    /** Closes the field. @param back whether the button takes the keyboard again. */
    finish,
    /** The button that shows the value. */
    button,
    onBlur: () => void keep(false),
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation()
      if (event.key === 'Enter') void keep(true)
      if (event.key === 'Escape') {
        change.reset()
        finish(true)
      }
    },
  }
}
