import { useEffect, useRef } from 'react'
import { whenLone } from './lone-key.ts'

/** Whether a person types into something, so that letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Whether something lies over the page that has keys of its own. */
export function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null
}

/**
 * Calls `act` when a key is pressed while nobody types and nothing lies over the page.
 *
 * @param key as in `KeyboardEvent.key`.
 */
export function useHotkey(key: string, act: (event: KeyboardEvent) => void, enabled = true): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isCovered() || event.defaultPrevented) return
      event.preventDefault()
      whenLone(event, () => latest.current(event))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [key, enabled])
}
