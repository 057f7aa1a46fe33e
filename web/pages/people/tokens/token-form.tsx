import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { sessionQuery } from '../../../api/queries/session.ts'
import { ErrorText } from '../../../shared/feedback/error-text.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { firstField } from '../../../shared/form/first-field.ts'
import page from '../../../shared/page/page.module.css'
import { ROLE_WORDS, ROLES } from '../roles.ts'
import { SCOPE_WORDS, SCOPES } from './scopes.ts'

const DAYS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '730', label: 'two years' },
] as const

interface TokenFormProps {
  error: Error | null
  isPending: boolean
  onMake: (fields: Schemas['AccessTokenCreate']) => void
  onClose: () => void
}

/** What a token is for, what it may do, and for how long. */
export function TokenForm({ error, isPending, onMake, onClose }: TokenFormProps) {
  const { data: session } = useQuery(sessionQuery)
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof ROLES)[number]>('reader')
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('all')
  const [days, setDays] = useState<string>('90')
  const own = ROLES.filter((each) => session?.roles.includes(each))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    onMake({ name: name.trim(), role, scope: scope === 'all' ? null : scope, expires_in_days: Number(days) })
  }
  return (
    <form className={page.dialog} onSubmit={submit}>
      <TextInput
        label="What it is for"
        placeholder="KiCad at the bench"
        {...firstField}
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Select
        label="Opens"
        description={SCOPE_WORDS[scope].opens}
        allowDeselect={false}
        data={SCOPES.map((value) => ({ value, label: SCOPE_WORDS[value].name }))}
        value={scope}
        onChange={(value) => setScope(SCOPES.find((each) => each === value) ?? 'all')}
      />
      <Select
        label="Role"
        description={ROLE_WORDS[role].may}
        allowDeselect={false}
        data={own.map((value) => ({ value, label: ROLE_WORDS[value].name }))}
        value={role}
        onChange={(value) => setRole(own.find((each) => each === value) ?? 'reader')}
      />
      <Select
        label="Good for"
        allowDeselect={false}
        data={[...DAYS]}
        value={days}
        onChange={(value) => setDays(value ?? '90')}
      />
      {error !== null && (
        <Note>
          <ErrorText error={error} />
        </Note>
      )}
      <div className={page.dialogFoot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={isPending}>
          Make the token
        </Button>
      </div>
    </form>
  )
}
