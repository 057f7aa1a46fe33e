import type { ReactNode } from 'react'
import { SidePanel } from './dialog.tsx'
import classes from './sheet.module.css'

interface SheetProps {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

/** What comes from below on a phone, in place of dialogs and menus. */
export function Sheet({ opened, onClose, title, children }: SheetProps) {
  return (
    <SidePanel
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={title}
      transitionProps={{ duration: 220 }}
      classNames={{ content: classes.sheet, header: classes.header, title: classes.title, inner: classes.inner }}
    >
      {children}
    </SidePanel>
  )
}
