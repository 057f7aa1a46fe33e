import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiError, sentence } from '../../api/errors.ts'
import { authModeQuery } from '../../api/queries/session.ts'
import { Logo } from '../../frame/logo.tsx'
import { NoHttps } from '../../shared/access/no-https.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from '../sign-in/sign-in.module.css'
import { target } from './target.ts'
import { usePairing } from './use-pairing.ts'

const route = getRouteApi('/pair')

/** A first name for this device, by what the browser says of itself. */
function deviceName(): string {
  const { userAgent } = navigator
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'].find((name) => userAgent.includes(name))
  return known === 'Macintosh' ? 'Mac' : (known ?? 'Browser')
}

/** Pairs this device with a person: by a link or a code that somebody has shown, and a number to compare. */
export function PairPage() {
  const { redirect } = route.useSearch()
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [device, setDevice] = useState(deviceName)
  const [person, setPerson] = useState('')
  const { redeem, isPending, waiting, isPaired, error } = usePairing()
  usePageTitle('Pair this device')
  // The whole page is loaded again, now with a session.
  useEffect(() => {
    if (isPaired) location.replace(target(redirect))
  }, [isPaired, redirect])
  const { data: mode } = useQuery(authModeQuery)
  // Whoever comes first has been named by nobody.
  const asksForName = mode?.needs_administrator === true
  const isFilled = [code, device, ...(asksForName ? [person] : [])].every((text) => text.trim() !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    redeem({
      code: code.trim(),
      device_name: device.trim(),
      ...(asksForName && { person_name: person.trim() }),
    })
  }
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        {waiting === null ? (
          <>
            <h1>Pair this device</h1>
            <p>With the code from the terminal, or from a device that is paired already.</p>
            <NoHttps />
            <form onSubmit={submit}>
              <TextInput label="Code" value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)} />
              <TextInput
                label="Name of this device"
                value={device}
                onChange={({ currentTarget }) => setDevice(currentTarget.value)}
              />
              {asksForName && (
                <TextInput
                  label="Your name"
                  value={person}
                  onChange={({ currentTarget }) => setPerson(currentTarget.value)}
                />
              )}
              {error !== null && (
                <Note>
                  <b>{sentence(error)}</b> {error instanceof ApiError && error.hint}
                </Note>
              )}
              <Button type="submit" size="lg" variant="filled" fullWidth loading={isPending} disabled={!isFilled}>
                Pair
              </Button>
            </form>
          </>
        ) : (
          <>
            <h1>Choose this number there</h1>
            <p>On the device that showed the code.</p>
            <b className={`num ${classes.match}`}>{waiting.match_number}</b>
            {error !== null && (
              <Note>
                <b>{sentence(error)}</b>
              </Note>
            )}
          </>
        )}
      </div>
      <span className={classes.host}>{location.host}</span>
    </main>
  )
}
