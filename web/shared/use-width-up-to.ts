import { useSyncExternalStore } from 'react'

/** Greatest widths of the window, where pages change as their styles do. */
const WIDTHS = { phone: '37.49em', tablet: '62.49em', 'small desk': '74.99em' } as const

type Width = keyof typeof WIDTHS

interface WatchedWidth {
  watch: (changed: () => void) => () => void
  isReached: () => boolean
}

const watched = new Map<Width, WatchedWidth>()

/** One question to the browser for all who ask the same: lists ask it whenever they are scrolled. */
function watchedWidth(width: Width): WatchedWidth {
  const known = watched.get(width)
  if (known !== undefined) return known
  const query = matchMedia(`(max-width: ${WIDTHS[width]})`)
  let reached = query.matches
  // Before those who watch: they read it when they are told.
  query.addEventListener('change', () => {
    reached = query.matches
  })
  const made: WatchedWidth = {
    watch: (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    isReached: () => reached,
  }
  watched.set(width, made)
  return made
}

/** Whether the window is at most as wide as a phone, a tablet or a small desk. */
export function useWidthUpTo(width: Width): boolean {
  const { watch, isReached } = watchedWidth(width)
  return useSyncExternalStore(watch, isReached)
}
