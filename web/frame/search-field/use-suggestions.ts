import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { kitsQuery } from '../../api/queries/kits.ts'
import { listsQuery } from '../../api/queries/lists.ts'
import { suggestionsQuery } from '../../api/queries/parts.ts'
import { LETTERS_APART_MS } from './use-ask-ahead.ts'

const MOST = 3

function named<T>(things: readonly T[] | undefined, text: string, nameOf: (thing: T) => string): T[] {
  const wanted = text.trim().toLowerCase()
  if (wanted.length < 2) return []
  return (things ?? []).filter((thing) => nameOf(thing).toLowerCase().includes(wanted)).slice(0, MOST)
}

/** What the typed text may mean: parts, then boxes, kits and lists by their names. */
export function useSuggestions(text: string, enabled: boolean) {
  // The first letter is asked about at once; of those that come fast, the last.
  const [settled] = useDebouncedValue(text, LETTERS_APART_MS, { leading: true })
  const parts = useQuery({ ...suggestionsQuery(settled), enabled: enabled && settled.trim() !== '' })
  // Names are read once and then known. The first parts do not wait behind them.
  const withNames = { enabled: enabled && parts.isFetched }
  const { data: boxes } = useQuery({ ...shelfQuery, ...withNames })
  const { data: kits } = useQuery({ ...kitsQuery('active'), ...withNames })
  const { data: lists } = useQuery({ ...listsQuery, ...withNames })
  const boxNumber = /^(?:box\s*)?(\d{1,5})$/i.exec(text.trim())?.[1]
  const byNumber = boxes?.filter(({ box_no }) => String(box_no) === boxNumber) ?? []
  return {
    parts: text.trim() === '' ? [] : (parts.data?.parts ?? []),
    boxes: byNumber.length > 0 ? byNumber : named(boxes, text, ({ description }) => description),
    kits: named(kits, text, ({ name }) => name),
    lists: named(lists, text, ({ name }) => name),
  }
}
