import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sentence } from '../../api/errors.ts'
import { Logo } from '../../frame/logo.tsx'
import { NoHttps } from '../../shared/access/no-https.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from '../sign-in/sign-in.module.css'
import { WayTo } from '../sign-in/way-to.tsx'
import own from './pair.module.css'
import { PairForm } from './pair-form.tsx'
import { SignedInHere } from './signed-in-here.tsx'
import { target } from './target.ts'
import { usePairing } from './use-pairing.ts'

const route = getRouteApi('/pair')

/** Asks for another code. The one of the link is worth nothing any more. */
function startAgain(): void {
  location.replace(location.pathname + location.search)
}

/** Pairs this device with a person: by a link or a code that somebody has shown, and a number to compare. */
export function PairPage() {
  const { redirect } = route.useSearch()
  const { redeem, isPending, waiting, isPaired, isRefused, error } = usePairing()
  usePageTitle('Pair this device')
  // The whole page is loaded again, now with a session.
  useEffect(() => {
    if (isPaired) location.replace(target(redirect))
  }, [isPaired, redirect])
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        {waiting === null ? (
          <>
            <h1>Pair this device</h1>
            <p>
              With the code from the terminal, or from a device that is paired already.{' '}
              {redirect !== undefined && <WayTo address={target(redirect)} />}
            </p>
            <NoHttps />
            <SignedInHere stay={target(redirect)} />
            <PairForm redeem={redeem} isPending={isPending} error={error} />
          </>
        ) : (
          <>
            <h1>{isRefused ? 'Not paired' : 'Choose this number there'}</h1>
            {!isRefused && (
              <>
                <p>On the device that showed the code.</p>
                <b className={`num ${own.match}`}>{waiting.match_number}</b>
              </>
            )}
            {error !== null && (
              <Note>
                <b>{sentence(error)}</b>
              </Note>
            )}
            {isRefused && (
              <Button size="lg" fullWidth onClick={startAgain}>
                Start again
              </Button>
            )}
          </>
        )}
      </div>
      <span className={classes.host}>{location.host}</span>
    </main>
  )
}
