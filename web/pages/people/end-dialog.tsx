import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Person } from '../../api/queries/access.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { usePersonChange } from './use-person-change.ts'

interface EndDialogProps {
  person: Person
  isMe: boolean
  opened: boolean
  onClose: () => void
}

/** Asks before somebody is kept out, or their name is replaced for good. */
export function EndDialog({ person, isMe, opened, onClose }: EndDialogProps) {
  const { id, name, active } = person
  const [wantsForget, setWantsForget] = useState(false)
  const change = usePersonChange(person)
  const forget = wantsForget || !active
  const former = `former person ${id}`
  const act = async () => {
    await change({ active: false, ...(forget && { forget: true }) })
    sayDone(forget ? `The name was replaced by “${former}”` : `${name} does not come in any more`)
  }
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={active ? `Deactivate ${isMe ? 'yourself' : name}?` : `Forget the name ${name}?`}
      verb={forget ? 'Forget the name' : 'Deactivate'}
      dangerous
      act={act}
    >
      {active && <p>Every device and access token of {isMe ? 'yours' : 'theirs'} ends within a second.</p>}
      {!active && <p>It is replaced by “{former}”, in the history as well. That cannot be undone.</p>}
      {active && (
        <Checkbox
          label={`Replace the name by “${former}” for good, in the history as well`}
          checked={wantsForget}
          onChange={({ currentTarget }) => setWantsForget(currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  )
}
