import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { authModeQuery } from '../../api/queries/session.ts'
import { Note } from '../../shared/feedback/note.tsx'
import own from './pair.module.css'

/**
 * Tells as whom somebody is signed in here: whoever opens the link of another person would be signed out unasked.
 *
 * @param stay where a link leads that pairs nothing.
 */
export function SignedInHere({ stay }: { stay: string }) {
  const { data } = useQuery(authModeQuery)
  if (data === undefined || data.signed_in_as === null) return null
  const name = data.signed_in_as
  return (
    <div className={own.signedIn}>
      <Note tone="warn">
        <b>You are signed in as {name} here.</b> Pairing ends that: this browser is then signed in as whomever the code
        is for, and another code is needed to come back.
      </Note>
      <Button component="a" href={stay} fullWidth>
        Stay signed in
      </Button>
    </div>
  )
}
