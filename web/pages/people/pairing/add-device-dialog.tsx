import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/new-key.ts'
import { Dialog } from '../../../shared/page/dialog.tsx'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import { InviteForm } from './invite-form.tsx'
import { LetIn } from './let-in.tsx'
import classes from './pairing.module.css'
import type { Invited } from './use-pairing-code.ts'

/** For whom a device is added: oneself, or a new person. */
export type AddedDevice = 'phone' | 'person'

function Content({ adding, onClose }: { adding: AddedDevice; onClose: () => void }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  const [attempt, setAttempt] = useState(() => (adding === 'phone' ? newKey() : null))
  const again = () => setAttempt(newKey())
  if (attempt === null) {
    const invite = (person: Invited) => {
      setInvited(person)
      again()
    }
    return <InviteForm initial={invited} onClose={onClose} onInvite={invite} />
  }
  // What is wrong with a code for somebody new is their name.
  const mend = invited === null ? again : () => setAttempt(null)
  return <LetIn key={attempt} attempt={attempt} invited={invited} again={again} mend={mend} onClose={onClose} />
}

interface AddDeviceDialogProps {
  /** Not set: closed. */
  adding: AddedDevice | undefined
  onClose: () => void
}

/** Lets another device in, or another person, by a code that one screen shows and the other reads. */
export function AddDeviceDialog({ adding, onClose }: AddDeviceDialogProps) {
  const queries = useQueryClient()
  // A dialog that is closing still shows what it has shown.
  const last = useRef(adding)
  last.current = adding ?? last.current
  const shown = last.current
  const narrow = useWidthUpTo('phone')
  const close = () => {
    for (const word of ['devices', 'people']) void queries.invalidateQueries({ queryKey: [word] })
    onClose()
  }
  return (
    <Dialog
      opened={adding !== undefined}
      onClose={close}
      title={shown === 'person' ? 'Invite somebody' : 'Add a phone'}
      size={520}
      fullScreen={narrow}
    >
      {shown !== undefined && (
        <div className={classes.dialog}>
          <Content adding={shown} onClose={close} />
        </div>
      )}
    </Dialog>
  )
}
