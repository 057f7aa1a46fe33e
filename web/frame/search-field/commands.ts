import { type Icon, IconBox, IconHistory, IconPlus, IconPuzzle, IconShoppingCart } from '@tabler/icons-react'
import type { Role } from '../../api/queries/session.ts'

interface Command {
  id: string
  /** What the person reads; the words are what finds it. */
  label: string
  icon: Icon
  to: '/new' | '/boxes' | '/kits' | '/shopping' | '/history'
  search: { add?: string }
  role: Role
}

/** What can be begun from the search field. */
export const COMMANDS: readonly Command[] = [
  { id: 'new-part', label: 'New part', icon: IconPlus, to: '/new', search: {}, role: 'editor' },
  { id: 'new-box', label: 'New box', icon: IconBox, to: '/boxes', search: { add: 'box' }, role: 'editor' },
  { id: 'new-kit', label: 'New kit', icon: IconPuzzle, to: '/kits', search: { add: 'kit' }, role: 'editor' },
  {
    id: 'new-list',
    label: 'New shopping list',
    icon: IconShoppingCart,
    to: '/shopping',
    search: { add: 'list' },
    role: 'editor',
  },
  { id: 'history', label: 'History and undo', icon: IconHistory, to: '/history', search: {}, role: 'reader' },
]

/** Commands that a beginning of some word names. */
export function commandsFor(text: string): Command[] {
  const wanted = text.trim().toLowerCase()
  if (wanted.length < 2) return []
  return COMMANDS.filter(({ label }) => {
    const name = label.toLowerCase()
    return name.startsWith(wanted) || name.split(' ').some((word) => word.startsWith(wanted))
  })
}
