import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core'
import { SessionEndNote } from '../access/session-end-note.tsx'
import { useLeaveKeyboard } from '../keyboard/use-leave-keyboard.ts'

/** A dialog over the page. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props} {...useLeaveKeyboard(props.opened)}>
      <SessionEndNote />
      {children}
    </Modal>
  )
}

/** What slides in over the page from one of its sides. */
export function SidePanel({ children, ...props }: DrawerProps) {
  return (
    <Drawer {...props} {...useLeaveKeyboard(props.opened)}>
      <SessionEndNote />
      {children}
    </Drawer>
  )
}
