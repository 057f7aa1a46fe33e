import { Chip } from '../../shared/list/chip.tsx'
import { day } from '../../shared/text/times.ts'
import type { Person } from './people-of.ts'
import { REASON_NAMES } from './reasons.ts'
import type { HistorySearch } from './route.ts'
import { beginOf } from './spans.ts'

interface FilterChipsProps {
  search: HistorySearch
  people: readonly Person[]
  onChange: (search: Partial<HistorySearch>) => void
}

/** The filters that are set; each can be taken out. */
export function FilterChips({ search: { since, who, what, of }, people, onChange }: FilterChipsProps) {
  const chips = [
    { part: 'since', name: 'Since', value: since && day(beginOf(since)) },
    { part: 'who', name: 'By', value: who && people.find(({ subject }) => subject === who)?.name },
    { part: 'what', name: '', value: what && REASON_NAMES[what] },
    { part: 'of', name: of !== undefined && /^\d/.test(of) ? 'Box' : 'Part', value: of },
  ] as const
  return chips.map(
    ({ part, name, value }) =>
      value !== undefined && (
        <Chip
          key={part}
          text={{ name, value, note: '', guessed: false }}
          remove={() => onChange({ [part]: undefined })}
        />
      ),
  )
}
