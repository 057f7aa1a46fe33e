import { Button, Radio, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { firstField } from '../../../shared/form/first-field.ts'
import { ROLE_WORDS, ROLES } from '../roles.ts'
import classes from './pairing.module.css'
import type { Invited } from './use-pairing-code.ts'

interface InviteFormProps {
  /** What was typed before. */
  initial: Invited | null
  onClose: () => void
  onInvite: (invited: Invited) => void
}

/** Who is invited, and what they may do. */
export function InviteForm({ initial, onClose, onInvite }: InviteFormProps) {
  const [name, setName] = useState(initial?.name ?? '')
  const [role, setRole] = useState(initial?.role ?? 'editor')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onInvite({ name: name.trim(), role })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Name"
        {...firstField}
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <fieldset className={classes.roles}>
        <legend>May</legend>
        {ROLES.map((each) => (
          <Radio
            key={each}
            name="role"
            label={ROLE_WORDS[each].name}
            description={ROLE_WORDS[each].may}
            checked={role === each}
            onChange={() => setRole(each)}
          />
        ))}
      </fieldset>
      <div className={classes.foot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''}>
          Make a code
        </Button>
      </div>
    </form>
  )
}
