import { keepTyped } from './type-ahead.ts'

/** A key that is followed by another one so soon belongs to a scanned code, not to a person. */
const LONE_MS = 45

type Key = Pick<KeyboardEvent, 'key' | 'repeat' | 'timeStamp'>

/**
 * Acts on a letter only when it stands alone: a hand scanner types letters too, many of them at once. A key that is held
 * down, or that is no letter, acts at once.
 */
export function whenLone({ key, repeat, timeStamp }: Key, act: () => void): void {
  if (repeat || key.length > 1) {
    act()
    return
  }
  const end = () => {
    clearTimeout(later)
    removeEventListener('keydown', look, { capture: true })
  }
  const look = (next: KeyboardEvent) => {
    if (next.key.length > 1 && next.key !== 'Enter' && next.key !== 'Tab') return
    end()
    // On a busy machine keys come late and together: the time at which each was pressed decides.
    if (next.timeStamp - timeStamp <= LONE_MS) return
    act()
    keepTyped(next)
  }
  const later = setTimeout(() => {
    end()
    act()
  }, LONE_MS)
  // The event that is being handled now has passed here. The next one may come before any microtask.
  addEventListener('keydown', look, { capture: true })
}
