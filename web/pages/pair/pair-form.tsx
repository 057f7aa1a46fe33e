import { Button, TextInput } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiError } from '../../api/errors.ts'
import { authModeQuery } from '../../api/queries/session.ts'
import { ErrorText } from '../../shared/feedback/error-text.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { later } from '../../shared/later.tsx'
import { codeOfHash } from './code-of-scan.ts'
import { deviceName } from './device-name.ts'
import classes from './pair.module.css'
import type { usePairing } from './use-pairing.ts'

const NO_SUCH_CODE = 404

/** Loaded when it is asked for: whoever has a link or types does not need it. */
const PairCamera = later(async () => (await import('./pair-camera.tsx')).PairCamera)

/** The code that the link has brought, or nothing. */
function codeOfLink(): string {
  return codeOfHash(location.hash)
}

type PairFormProps = Pick<ReturnType<typeof usePairing>, 'redeem' | 'isPending' | 'error'>

/** Asks for the code, unless the link has brought it, and for names. */
export function PairForm({ redeem, isPending, error }: PairFormProps) {
  const [link, setLink] = useState(codeOfLink)
  const [typed, setTyped] = useState('')
  const [scanning, setScanning] = useState(false)
  const [device, setDevice] = useState(deviceName)
  const [person, setPerson] = useState('')
  const { data: mode } = useQuery(authModeQuery)
  // A link that is opened where this page is open already loads nothing anew.
  useEffect(() => {
    const read = () => setLink(codeOfLink())
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  // Whoever comes first has been named by nobody.
  const asksForName = mode?.needs_administrator === true
  const code = link === '' ? typed : link
  const isFilled = [code, device, ...(asksForName ? [person] : [])].every((text) => text.trim() !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fields = {
      code: code.trim(),
      device_name: device.trim(),
      ...(asksForName && { person_name: person.trim() }),
    }
    // What the link has brought is worth nothing then: another code can be typed.
    const onError = (wrong: Error) => wrong instanceof ApiError && wrong.status === NO_SUCH_CODE && setLink('')
    redeem(fields, { onError })
  }
  return (
    <form onSubmit={submit}>
      {link === '' && (
        <TextInput
          label="Code"
          placeholder="ABCD-2345"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          size="lg"
          classNames={{ input: classes.code }}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      {link === '' && !scanning && (
        <Button leftSection={<IconScan size={16} stroke={1.75} />} onClick={() => setScanning(true)}>
          Scan the code
        </Button>
      )}
      {link === '' && scanning && <PairCamera onCode={setLink} />}
      {asksForName && (
        <TextInput
          label="Your name"
          autoComplete="name"
          maxLength={100}
          value={person}
          onChange={({ currentTarget }) => setPerson(currentTarget.value)}
        />
      )}
      <TextInput
        label="Name of this device"
        maxLength={100}
        value={device}
        onChange={({ currentTarget }) => setDevice(currentTarget.value)}
      />
      {error !== null && (
        <Note>
          <ErrorText error={error} />
        </Note>
      )}
      <Button type="submit" size="lg" variant="filled" fullWidth loading={isPending} disabled={!isFilled}>
        Pair
      </Button>
    </form>
  )
}
