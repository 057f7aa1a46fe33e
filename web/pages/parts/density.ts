import { useSyncExternalStore } from 'react'

export type Density = 'comfortable' | 'compact'

const NAME = 'density'
const watchers = new Set<() => void>()

function read(): Density {
  return document.documentElement.dataset.density === 'compact' ? 'compact' : 'comfortable'
}

/** How high the rows of lists are, kept for this browser; a mark on the root from which styles take their sizes. */
export function setDensity(density: Density): void {
  document.documentElement.dataset.density = density
  localStorage.setItem(NAME, density)
  for (const watcher of watchers) watcher()
}

export function useDensity(): Density {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }, read)
}
