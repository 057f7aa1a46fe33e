import { type KeyboardEvent, useRef, useState } from 'react'
import { whenLone } from '../../shared/keyboard/lone-key.ts'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import type { RowEvents } from './part-row.tsx'

interface RowKeysOptions {
  keys: readonly string[]
  mayEdit: boolean
  /** Whether there are pieces of a part that could be taken. */
  has: (key: string) => boolean
  events: RowEvents
  scrollTo: (index: number) => void
}

function rowOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.dataset.rowPart : undefined
}

/** Gives a row the keyboard. */
export function focusRow(key: string | undefined): void {
  if (key !== undefined) document.querySelector<HTMLElement>(`[data-row-part="${key}"]`)?.focus({ preventScroll: true })
}

/**
 * Walking over the rows and acting on them by keyboard; the list is one stop of the Tab key. The row that is meant is
 * known by its part: rows move when somebody adds a part, and a row is focused only after it has been drawn.
 */
export function useRowKeys({ keys, mayEdit, has, events, scrollTo }: RowKeysOptions) {
  const [active, setActive] = useState<string>()
  const meant = useRef<string | undefined>(undefined)
  const mean = (key: string | undefined) => {
    meant.current = key
    setActive(key)
  }
  const go = (index: number) => {
    const next = Math.min(keys.length - 1, Math.max(0, index))
    mean(keys[next])
    scrollTo(next)
    // The row may be drawn only after the list has been scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(meant.current)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const focused = rowOf(event.target)
    if (focused === undefined) return
    const key = meant.current !== undefined && keys.includes(meant.current) ? meant.current : focused
    const at = keys.indexOf(key)
    const moves: Record<string, number> = {
      j: at + 1,
      ArrowDown: at + 1,
      k: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: keys.length - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    }
    const act = (verb: Parameters<RowEvents['act']>[1]) => () => {
      expectTyping()
      events.act(key, verb)
    }
    const open = () => events.open(key)
    const acts: Record<string, () => void> = {
      Enter: open,
      ...(mayEdit && {
        x: () => events.choose(key),
        ' ': () => events.choose(key),
        u: act('put'),
        l: act('list'),
        b: act('kit'),
        ...(has(key) && { t: act('take'), m: act('move') }),
      }),
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const move = moves[event.key]
    const begin = acts[event.key]
    if (!plain || (move === undefined && begin === undefined)) return
    event.preventDefault()
    event.stopPropagation()
    if (move !== undefined) go(move)
    else if (begin !== undefined) whenLone(event, begin)
  }
  const onFocus = ({ target }: { target: EventTarget & Element }) => {
    const row = rowOf(target)
    if (row !== undefined) mean(row)
  }
  return { active: active !== undefined && keys.includes(active) ? active : keys[0], onKeyDown, onFocus, go }
}
