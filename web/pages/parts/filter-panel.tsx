import type { ReactNode } from 'react'
import { SidePanel } from '../../shared/page/dialog.tsx'

interface FilterPanelProps {
  opened: boolean
  onClose: () => void
  children: ReactNode
}

/** The facets of a search where there is no room for them beside the list. */
export function FilterPanel({ opened, onClose, children }: FilterPanelProps) {
  return (
    <SidePanel opened={opened} onClose={onClose} position="right" size="20rem" title="Filter">
      {children}
    </SidePanel>
  )
}
