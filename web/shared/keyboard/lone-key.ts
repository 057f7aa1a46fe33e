import { SCANNER_GAP_MS, SLOW_SCANNER_GAP_MS } from './scanner-gap.ts'
import { keepTyped } from './type-ahead.ts'
import { isTyping } from './typing.ts'

type Key = Pick<KeyboardEvent, 'key' | 'repeat' | 'timeStamp'>

/** The keys before the one that is handled now, the last one first. */
let before: readonly KeyboardEvent[] = []
let now: KeyboardEvent | undefined

/** To be called with each key before anything acts on it. */
export function noteKey(event: KeyboardEvent): void {
  if (now !== undefined) before = [now, ...before].slice(0, 2)
  now = event
}

/** When the last key was pressed, on the clock of `performance.now()`; long ago where none was. */
export function lastKeyAt(): number {
  return now?.timeStamp ?? Number.NEGATIVE_INFINITY
}

/** Whether a key comes right behind two characters that nothing has used, as in the middle of a scanned code. */
export function isInCode({ timeStamp }: Key): boolean {
  const times = [timeStamp, ...before.map((event) => event.timeStamp)]
  return (
    before.length === 2 &&
    before.every(({ key, target, defaultPrevented }, place) => {
      const gap = (times[place] ?? 0) - (times[place + 1] ?? 0)
      return key.length === 1 && !defaultPrevented && !isTyping(target) && gap <= SLOW_SCANNER_GAP_MS
    })
  )
}

/**
 * Acts on a letter only when it stands alone: a hand scanner types letters too, many of them at once. A key that is held
 * down, or that is no letter, acts at once.
 */
export function whenLone(pressed: Key, act: () => void): void {
  const { key, repeat, timeStamp } = pressed
  if (repeat || key.length > 1) {
    act()
    return
  }
  if (isInCode(pressed)) return
  const end = () => {
    clearTimeout(later)
    removeEventListener('keydown', look, { capture: true })
  }
  const look = (next: KeyboardEvent) => {
    if (next.key.length > 1 && next.key !== 'Enter' && next.key !== 'Tab') return
    end()
    // On a busy machine keys come late and together: the time at which each was pressed decides.
    if (next.timeStamp - timeStamp <= SCANNER_GAP_MS) return
    act()
    keepTyped(next)
  }
  const later = setTimeout(() => {
    end()
    act()
  }, SCANNER_GAP_MS)
  // The event that is being handled now has passed here. The next one may come before any microtask.
  addEventListener('keydown', look, { capture: true })
}
