import type { ReactNode } from 'react'
import { SidePanel } from './dialog.tsx'
import classes from './sheet.module.css'
import { usePull } from './use-pull.ts'

interface SheetProps {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

/** What comes from below on a phone, in place of dialogs and menus. It is closed by pulling it down, too. */
export function Sheet({ opened, onClose, title, children }: SheetProps) {
  const grip = usePull(onClose)
  return (
    <SidePanel
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={
        <>
          {title}
          <span ref={grip} className={classes.grip} />
        </>
      }
      transitionProps={{ duration: 220 }}
      classNames={{ content: classes.sheet, header: classes.header, title: classes.title, inner: classes.inner }}
    >
      {children}
    </SidePanel>
  )
}
