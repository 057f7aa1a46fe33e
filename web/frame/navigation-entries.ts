import {
  IconBox,
  IconChecklist,
  IconCpu,
  IconFileImport,
  IconHome,
  IconPuzzle,
  IconScan,
  IconServer2,
  IconShoppingCart,
  IconTag,
  IconUsers,
} from '@tabler/icons-react'

/** Where the navigation leads, in its order. A page stands here when it is built. */
export const ENTRIES = [
  { to: '/', label: 'Home', icon: IconHome, key: 'h' },
  { to: '/parts', label: 'Parts', icon: IconCpu, key: 'p' },
  { to: '/boxes', label: 'Boxes', icon: IconBox, key: 'b' },
  { to: '/kits', label: 'Kits', icon: IconPuzzle, key: 'k' },
  { to: '/shopping', label: 'Shopping', icon: IconShoppingCart, key: 's' },
  { to: '/scan', label: 'Scan', icon: IconScan, key: 'c' },
  { to: '/labels', label: 'Labels', icon: IconTag, key: 'l' },
  { to: '/import', label: 'Import', icon: IconFileImport, key: 'i' },
  { to: '/tasks', label: 'Tasks', icon: IconChecklist, key: 't' },
] as const

/** Apart from the others, for who says who gets in. */
export const PEOPLE_ENTRY = { to: '/people', label: 'People', icon: IconUsers, key: 'd' } as const

/** Apart from the others, for who runs the service. */
export const SYSTEM_ENTRY = { to: '/system', label: 'System', icon: IconServer2, key: 'y' } as const

export type Entry = (typeof ENTRIES)[number] | typeof PEOPLE_ENTRY | typeof SYSTEM_ENTRY
