import { useSyncExternalStore } from 'react'
import type { SearchHit } from '../../api/queries/parts.ts'

/** A column that a person may show or not. The key, the description and the pieces are always there. */
export interface Column {
  id: string
  label: string
  width: string
  /** Set: also without being chosen. */
  usual?: true
  text: (hit: SearchHit) => string
}

/** In the order of the list, between the description and the pieces. */
export const COLUMNS: readonly Column[] = [
  { id: 'type', label: 'Type', width: 'minmax(0, 9rem)', text: ({ type_name }) => type_name ?? '' },
  { id: 'rating', label: 'Rating', width: 'minmax(0, 5rem)', text: ({ part }) => part.voltage_rating ?? '' },
  { id: 'series', label: 'Series', width: 'minmax(0, 7rem)', text: ({ part }) => part.series ?? '' },
  { id: 'mounting', label: 'Mounting', width: 'minmax(0, 7rem)', text: ({ part }) => part.mounting_type ?? '' },
  { id: 'pins', label: 'Pins', width: '3rem', text: ({ part }) => part.pin_count?.toString() ?? '' },
  { id: 'tags', label: 'Tags', width: 'minmax(0, 9rem)', text: ({ part }) => (part.tags ?? []).join(', ') },
  { id: 'package', label: 'Package', width: 'minmax(0, 6rem)', usual: true, text: ({ part }) => part.package ?? '' },
]
/** Shown like the others, and drawn in a way of its own. */
export const PLACES = { id: 'places', label: 'Places', usual: true } as const

const NAME = 'part-columns'
const watchers = new Set<() => void>()
const USUAL: readonly string[] = [...COLUMNS.filter(({ usual }) => usual).map(({ id }) => id), PLACES.id]

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : USUAL
  } catch {
    return USUAL
  }
}

let shown = read()

/** Shows a column or hides it, kept for this browser. */
export function toggleColumn(id: string): void {
  shown = shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id]
  localStorage.setItem(NAME, JSON.stringify(shown))
  for (const watcher of watchers) watcher()
}

/** Ids of the columns that are shown. @param wide whether there is room for those that a person has chosen. */
export function useColumns(wide = true): readonly string[] {
  const chosen = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
  )
  return wide ? chosen : USUAL
}

/** The columns of a row as a template of the grid. @param compact whether maker and number have columns, too. */
export function templateOf(ids: readonly string[], compact: boolean): string {
  return [
    '1.5rem calc(var(--picture) + 0.375rem) 3.375rem minmax(8rem, 1fr)',
    ...(compact ? ['minmax(0, 9.5rem) minmax(0, 8rem)'] : []),
    ...COLUMNS.filter(({ id }) => ids.includes(id)).map(({ width }) => width),
    'minmax(4.5rem, max-content)',
    ...(ids.includes(PLACES.id) ? [compact ? 'minmax(6rem, 9rem)' : 'minmax(7rem, 11rem)'] : []),
  ].join(' ')
}
