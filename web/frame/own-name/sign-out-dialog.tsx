import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { signOut } from './sign-out.ts'

/** Asks before a paired device is signed out: it takes another code to come back. */
export function SignOutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Sign out on this device?"
      verb="Sign out"
      dangerous
      act={signOut}
    >
      <p>To come back, it has to be paired again: with a code of another device, or of the terminal.</p>
    </ConfirmDialog>
  )
}
