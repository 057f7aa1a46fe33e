import type { QueryClient } from '@tanstack/react-query'
import { isLive, onLiveMessage, watchLiveState } from './live.ts'
import type { LiveMessage } from './messages.ts'

interface Change {
  kind: string
  id: string | null
}

/** Changes that come close together are read again once. */
const GATHER_MS = 250

/** First words of the keys of queries that show a thing, by its kind. */
const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  part: ['part', 'parts', 'box', 'boxes', 'home', 'kit', 'operations'],
  box: ['box', 'boxes', 'home', 'parts', 'part'],
  kit: ['kit', 'kits', 'part'],
  pick_list: ['pick-list', 'pick-lists', 'kit', 'kits', 'home'],
  shopping_list: ['list', 'lists', 'part', 'kit', 'home'],
  seller: ['sellers', 'list', 'part'],
  type: ['types', 'part', 'parts'],
  task: ['tasks'],
  import: ['imports'],
}

function changesOf({ type, payload }: LiveMessage): Change[] {
  if (type === 'task_event') return [{ kind: 'task', id: null }]
  if (type !== 'inventory_changed' || typeof payload !== 'object' || payload === null) return []
  return 'changes' in payload && Array.isArray(payload.changes) ? payload.changes : []
}

/** Reads again what is shown and has been changed by somebody, and everything after the stream was interrupted. */
export function followChanges(queries: QueryClient): void {
  const words = new Set<string>()
  let gathering = false
  const readAgain = () => {
    gathering = false
    for (const word of words) void queries.invalidateQueries({ queryKey: [word] })
    words.clear()
  }
  onLiveMessage((message) => {
    for (const word of changesOf(message).flatMap(({ kind }) => SHOWN_IN[kind] ?? [])) words.add(word)
    if (words.size === 0 || gathering) return
    gathering = true
    setTimeout(readAgain, GATHER_MS)
  })
  let missed = false
  watchLiveState(() => {
    if (isLive() && missed) void queries.invalidateQueries()
    missed = !isLive()
  })
}
