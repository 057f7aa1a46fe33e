import { type KeyboardEvent, useState } from 'react'
import { whenLone } from '../../shared/keyboard/lone-key.ts'
import type { RowEvents } from './part-row.tsx'

interface RowKeysOptions {
  keys: readonly string[]
  mayEdit: boolean
  events: RowEvents
  scrollTo: (index: number) => void
}

function focusRow(key: string | undefined): void {
  if (key !== undefined) document.querySelector<HTMLElement>(`[data-row-part="${key}"]`)?.focus({ preventScroll: true })
}

/** Walking over the rows and acting on them by keyboard; the list is one stop of the Tab key. */
export function useRowKeys({ keys, mayEdit, events, scrollTo }: RowKeysOptions) {
  const [active, setActive] = useState(0)
  const go = (index: number) => {
    const next = Math.min(keys.length - 1, Math.max(0, index))
    setActive(next)
    scrollTo(next)
    // The row may be drawn only after the list has been scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(keys[next])))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.rowPart === undefined) return
    const key = event.target.dataset.rowPart
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
    const open = () => events.open(key)
    const acts: Record<string, () => void> = {
      Enter: open,
      ...(mayEdit && {
        x: () => events.choose(key),
        ' ': () => events.choose(key),
        t: () => events.act(key, 'take'),
        u: () => events.act(key, 'put'),
        m: () => events.act(key, 'move'),
        l: () => events.act(key, 'list'),
      }),
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const move = moves[event.key]
    const act = acts[event.key]
    if (!plain || (move === undefined && act === undefined)) return
    event.preventDefault()
    event.stopPropagation()
    if (move !== undefined) go(move)
    else if (act !== undefined) whenLone(event, act)
  }
  const onFocus = ({ target }: { target: EventTarget & Element }) => {
    if (target instanceof HTMLElement && target.dataset.rowPart !== undefined) {
      setActive(keys.indexOf(target.dataset.rowPart))
    }
  }
  return { active: Math.min(active, Math.max(0, keys.length - 1)), onKeyDown, onFocus, go }
}
