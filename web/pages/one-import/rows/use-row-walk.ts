import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { whenLone } from '../../../shared/keyboard/lone-key.ts'

interface RowWalkOptions {
  /** Numbers of the rows that are loaded, in their order. */
  rows: readonly number[]
  toggle: (rowNo: number) => void
  scrollTo: (index: number) => void
}

function focusRow(rowNo: number | undefined): void {
  if (rowNo !== undefined) document.querySelector<HTMLElement>(`[data-row="${rowNo}"]`)?.focus({ preventScroll: true })
}

/** The row that an element is in, or lies below. */
function rowOf(target: EventTarget): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null
  return target.closest('[data-index]')?.querySelector<HTMLElement>('[data-row]') ?? null
}

/** An element that belongs to a row, in its line or below it. */
function ofRow(row: HTMLElement, selector: string): HTMLElement | null {
  return row.closest('[data-index]')?.querySelector<HTMLElement>(selector) ?? null
}

/** Walking over the rows by keyboard; the list is one stop of the Tab key, and what a row asks for are the next. */
export function useRowWalk({ rows, toggle, scrollTo }: RowWalkOptions) {
  const [active, setActive] = useState<number>()
  const meant = useRef<number | undefined>(undefined)
  const place = useRef(0)
  const wasInside = useRef(false)
  const mean = (rowNo: number | undefined) => {
    meant.current = rowNo
    setActive(rowNo)
  }
  const go = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index))
    mean(rows[next])
    scrollTo(next)
    // The row may be drawn only after the list has been scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(meant.current)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return
    const row = rowOf(target)
    if (row === null) return
    if (key === 'Escape' && target !== row && !event.defaultPrevented) {
      event.stopPropagation()
      return row.focus()
    }
    if (target !== row) return
    const focused = Number(row.dataset.row)
    const rowNo = meant.current !== undefined && rows.includes(meant.current) ? meant.current : focused
    const index = rows.indexOf(rowNo)
    const moves: Record<string, number> = {
      j: index + 1,
      ArrowDown: index + 1,
      k: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + 10,
      PageUp: index - 10,
    }
    const move = moves[key]
    const choice = /^[1-9]$/.test(key) ? ofRow(row, `[data-choice="${key}"]`) : null
    const mend = key === 'e' ? ofRow(row, '[data-mend]') : null
    if (move !== undefined) go(move)
    else if (key === 'Enter' || key === ' ') toggle(rowNo)
    else if (choice !== null) whenLone(event, () => choice.click())
    else if (mend !== null) whenLone(event, () => mend.focus())
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onFocus = ({ target }: FocusEvent) => {
    wasInside.current = true
    const row = rowOf(target)
    if (row !== null) mean(Number(row.dataset.row))
  }
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) wasInside.current = false
  }
  const at = active === undefined ? -1 : rows.indexOf(active)
  if (at >= 0) place.current = at
  // What had the focus may be gone: a field that was set right, a row that is not among the shown ones any more.
  useEffect(() => {
    if (!wasInside.current || document.activeElement !== document.body) return
    focusRow(rows[Math.min(place.current, rows.length - 1)])
  })
  return { active: at >= 0 ? active : rows[0], at: Math.max(0, at), go, onKeyDown, onFocus, onBlur }
}
