import { useEffect } from 'react'
import { whenLone } from '../shared/keyboard/lone-key.ts'
import { isCovered, isTyping } from '../shared/keyboard/typing.ts'

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 }
const ROW = '[data-walk]'

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(ROW) : null
}

/** Gives the keyboard to the row so many behind that which has it; to the first one when none has. */
function walk(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(`#content ${ROW}`)]
  const here = rowOf(document.activeElement)
  const at = here === null ? -1 : rows.indexOf(here)
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/**
 * `j` and `k` walk over the rows of the lists of a page, which `data-walk` marks; Enter opens one, or presses the first
 * button of a row that is no link, and Esc leaves the list. Long lists, whose rows are drawn only in sight, have keys of
 * their own. Used once, around all pages.
 */
export function useWalkKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(target) || isCovered()) return
      const step = STEPS[key]
      if (step !== undefined && document.querySelector(`#content ${ROW}`) !== null) {
        event.preventDefault()
        whenLone(event, () => walk(step))
      } else if (target instanceof HTMLElement && target.matches(ROW)) {
        if (key === 'Escape') target.blur()
        if (key !== 'Enter' || target.matches('a, button')) return
        event.preventDefault()
        const acts = target.querySelector('button') ?? target.querySelector('a')
        acts?.click()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
