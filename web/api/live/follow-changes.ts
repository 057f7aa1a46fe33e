import type { QueryClient } from '@tanstack/react-query'
import { onLiveMessage, onLiveOpen } from './live.ts'
import type { LiveMessage } from './messages.ts'
import { readAgain } from './read-again.ts'

interface Change {
  kind: string
  id: string | null
}

/** Changes that come close together are read again once. */
const GATHER_MS = 250

/** First words of the keys of queries that show a thing, by its kind. */
const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  part: ['part', 'parts', 'box', 'boxes', 'home', 'kit', 'operations', 'labels'],
  box: ['box', 'boxes', 'home', 'parts', 'part', 'labels'],
  kit: ['kit', 'kits', 'list', 'part', 'labels'],
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

/** Whether queries of a word show something that the stream tells about. */
function isFollowed(word: unknown): boolean {
  return Object.values(SHOWN_IN).some((words) => words.some((each) => each === word))
}

/** Reads again what is shown and has been changed by somebody, and everything that may have been missed. */
export function followChanges(queries: QueryClient): void {
  const words = new Set<string>()
  let gathering = false
  const readGathered = () => {
    gathering = false
    const gathered = new Set<unknown>(words)
    words.clear()
    readAgain(queries, (word) => gathered.has(word))
  }
  onLiveMessage((message) => {
    for (const word of changesOf(message).flatMap(({ kind }) => SHOWN_IN[kind] ?? [])) words.add(word)
    if (words.size === 0 || gathering) return
    gathering = true
    setTimeout(readGathered, GATHER_MS)
  })
  // Messages are not stored: what was read before the stream has opened, the first time too, may be old.
  onLiveOpen((wasClosed) => readAgain(queries, wasClosed ? () => true : isFollowed))
}
