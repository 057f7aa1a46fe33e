import { type RefObject, useLayoutEffect, useRef } from 'react'

interface Leaving {
  ref: RefObject<HTMLDivElement | null>
  inert: boolean
}

/**
 * Props of what lies over the page: from the moment when it closes, the keyboard is the page's, though it is still seen
 * while it moves away. Without them a key pressed then is lost, and Enter presses its button once more.
 */
export function useLeaveKeyboard(opened: boolean): Leaving {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { activeElement } = document
    // Browsers take the focus from what is inert only with the next frame.
    if (!opened && activeElement instanceof HTMLElement && ref.current?.contains(activeElement)) activeElement.blur()
  }, [opened])
  return { ref, inert: !opened }
}
