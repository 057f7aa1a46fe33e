import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core'
import { useLeaveKeyboard } from '../keyboard/use-leave-keyboard.ts'

/** A dialog over the page. */
export function Dialog(props: ModalProps) {
  return <Modal {...props} {...useLeaveKeyboard(props.opened)} />
}

/** What slides in over the page from one of its sides. */
export function SidePanel(props: DrawerProps) {
  return <Drawer {...props} {...useLeaveKeyboard(props.opened)} />
}
