import { isTyping } from './typing.ts'

/** A field that has not come by then does not come any more. */
const MOST_MS = 10_000

let begun = 0
let typed: string | null = null

/** To be called when a key opens a field: what is typed before the field is there goes into it, and is no hotkey. */
export function expectTyping(): void {
  begun = performance.now()
  typed = ''
}

/** Whether keys are kept now for a field that is about to come. */
export function isExpectingText(): boolean {
  return typed !== null && performance.now() - begun < MOST_MS
}

/** Forgets the keys that are kept: they belonged to a scanned code, or the person does something else. */
export function forgetTyped(): void {
  typed = null
}

/** Keeps a key for the field that is about to come. */
export function keepTyped(event: KeyboardEvent): void {
  if (typed === null) return
  if (!isExpectingText() || isTyping(event.target) || event.key === 'Escape') {
    forgetTyped()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return
  if (event.key.length === 1) typed += event.key
  else if (event.key === 'Backspace') typed = typed.slice(0, -1)
  else if (event.key !== 'Enter') return
  // Enter would press a button of the page that one is leaving.
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** What was typed before the field was there; it is handed out once. */
export function takeTyped(): string {
  const text = typed ?? ''
  typed = null
  return text
}
