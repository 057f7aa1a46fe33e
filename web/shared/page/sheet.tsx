import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
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
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={title}
      transitionProps={{ duration: 220 }}
      classNames={{ content: classes.sheet, header: classes.header, title: classes.title, inner: classes.inner }}
    >
      {children}
    </Drawer>
  )
}
