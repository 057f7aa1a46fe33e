const PRESSES = ['mousedown', 'touchstart'] as const

function stop(event: Event): void {
  event.stopPropagation()
}

/** Ref of an element in which one presses without closing what is open over the page, with what was typed there. */
export function leaveOpen(element: HTMLElement | null): () => void {
  for (const press of PRESSES) element?.addEventListener(press, stop)
  return () => {
    for (const press of PRESSES) element?.removeEventListener(press, stop)
  }
}
