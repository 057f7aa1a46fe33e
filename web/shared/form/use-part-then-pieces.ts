import { useRef } from 'react'

/** Where the keyboard goes in a form that asks for a part first and for its pieces then. */
export function usePartThenPieces<Form extends HTMLElement>() {
  const form = useRef<Form>(null)
  const focus = (field: string) => form.current?.querySelector<HTMLInputElement>(field)?.focus()
  return {
    /** Goes to the element around both fields. */
    form,
    /** For the next part, once one was added. */
    toPart: () => focus('input[data-part]'),
    toPieces: () => focus('input[inputmode="numeric"]'),
  }
}
