import { useState } from 'react'

/** A text that is being typed; it begins anew when the value that it is of becomes another one. */
export function useDraft(value: string): [string, (text: string) => void] {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setText(value)
  }
  return [text, setText]
}
