/** A key that is followed by another one so soon belongs to a scanned code, not to a person. */
const LONE_MS = 45

/**
 * Acts on a letter only when it stands alone: a hand scanner types letters too, many of them at once. A key that is held
 * down, or that is no letter, acts at once.
 */
export function whenLone({ key, repeat }: { key: string; repeat: boolean }, act: () => void): void {
  if (repeat || key.length > 1) {
    act()
    return
  }
  const cancel = (next: KeyboardEvent) => {
    if (next.key.length > 1 && next.key !== 'Enter' && next.key !== 'Tab') return
    clearTimeout(later)
    removeEventListener('keydown', cancel, { capture: true })
  }
  const later = setTimeout(() => {
    removeEventListener('keydown', cancel, { capture: true })
    act()
  }, LONE_MS)
  // After the event that is being handled now.
  queueMicrotask(() => addEventListener('keydown', cancel, { capture: true }))
}
