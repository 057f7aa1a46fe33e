import {
  type Icon,
  IconBook2,
  IconBox,
  IconChecklist,
  IconDeviceMobile,
  IconDownload,
  IconFileImport,
  IconHistory,
  IconKey,
  IconPackageImport,
  IconPlus,
  IconPuzzle,
  IconScan,
  IconServer2,
  IconShoppingCart,
  IconTag,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import type { Role, SignInMode } from '../../api/queries/session.ts'
import { knowCommands } from './known-commands.ts'

export interface Command {
  id: string
  /** What the person reads; the words are what finds it. */
  label: string
  icon: Icon
  to:
    | '/new'
    | '/boxes'
    | '/kits'
    | '/shopping'
    | '/history'
    | '/labels'
    | '/scan'
    | '/import'
    | '/export'
    | '/people'
    | '/tasks'
    | '/system'
    | '/system/runbooks'
  search: { add?: string }
  role: Role
  /** How people sign in where this makes sense; not set: everywhere. */
  modes?: readonly SignInMode[]
  /** Whether what it opens begins with a field. */
  asks?: true
}

/** What can be begun from the search field. */
const COMMANDS: readonly Command[] = [
  { id: 'new-part', label: 'New part', icon: IconPlus, to: '/new', search: {}, role: 'editor', asks: true },
  { id: 'new-box', label: 'New box', icon: IconBox, to: '/boxes', search: { add: 'box' }, role: 'editor', asks: true },
  {
    id: 'new-kit',
    label: 'New kit',
    icon: IconPuzzle,
    to: '/kits',
    search: { add: 'kit' },
    role: 'editor',
    asks: true,
  },
  {
    id: 'new-list',
    label: 'New shopping list',
    icon: IconShoppingCart,
    to: '/shopping',
    search: { add: 'list' },
    role: 'editor',
    asks: true,
  },
  { id: 'scan', label: 'Scan a code', icon: IconScan, to: '/scan', search: {}, role: 'reader' },
  { id: 'put-away', label: 'Put away a bag', icon: IconPackageImport, to: '/scan', search: {}, role: 'editor' },
  { id: 'labels', label: 'Print labels', icon: IconTag, to: '/labels', search: {}, role: 'reader' },
  { id: 'import', label: 'Import a file or a list', icon: IconFileImport, to: '/import', search: {}, role: 'editor' },
  {
    id: 'export',
    label: 'Export parts, stock or everything',
    icon: IconDownload,
    to: '/export',
    search: {},
    role: 'reader',
  },
  { id: 'history', label: 'History and undo', icon: IconHistory, to: '/history', search: {}, role: 'reader' },
  { id: 'tasks', label: 'Tasks in the background', icon: IconChecklist, to: '/tasks', search: {}, role: 'reader' },
  { id: 'system', label: 'System and health', icon: IconServer2, to: '/system', search: {}, role: 'admin' },
  {
    id: 'runbooks',
    label: 'Runbooks for alarms',
    icon: IconBook2,
    to: '/system/runbooks',
    search: {},
    role: 'admin',
  },
  {
    id: 'add-phone',
    label: 'Add a phone',
    icon: IconDeviceMobile,
    to: '/people',
    search: { add: 'phone' },
    role: 'reader',
    modes: ['own'],
  },
  {
    id: 'invite',
    label: 'Invite somebody',
    icon: IconUserPlus,
    to: '/people',
    search: { add: 'person' },
    role: 'admin',
    modes: ['own'],
  },
  {
    id: 'people',
    label: 'People and devices',
    icon: IconUsers,
    to: '/people',
    search: {},
    role: 'reader',
    modes: ['own'],
  },
  {
    id: 'new-token',
    label: 'New access token',
    icon: IconKey,
    to: '/people',
    search: { add: 'token' },
    role: 'reader',
    modes: ['own', 'oidc'],
  },
]

knowCommands(COMMANDS)

/** Commands that a beginning of some word names. */
export function commandsFor(text: string): Command[] {
  const wanted = text.trim().toLowerCase()
  if (wanted.length < 2) return []
  return COMMANDS.filter(({ label }) => {
    const name = label.toLowerCase()
    return name.startsWith(wanted) || name.split(' ').some((word) => word.startsWith(wanted))
  })
}
