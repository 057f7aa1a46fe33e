import { useEffect, useRef } from 'react'
import { isInCode, whenLone } from './lone-key.ts'
import { isCovered, isTyping } from './typing.ts'

export { isCovered, isTyping } from './typing.ts'

/** Enter presses what has the keyboard. */
function pressesSomething({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof Element && target.closest('a, button') !== null
}

/**
 * Calls `act` when a key is pressed while nobody types and nothing lies over the page.
 *
 * @param key as in `KeyboardEvent.key`.
 */
export function useHotkey(key: string, act: (event: KeyboardEvent) => void, enabled = true): void {
  // Read with each key: a listener of an effect would come some keys after what is shown.
  const latest = useRef({ act, enabled })
  latest.current = { act, enabled }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!latest.current.enabled) return
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isCovered() || event.defaultPrevented || pressesSomething(event)) return
      if (key.length === 1 && isInCode(event)) return
      event.preventDefault()
      whenLone(event, () => latest.current.act(event))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [key])
}
