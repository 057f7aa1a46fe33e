import { Button } from '@mantine/core'
import { Note } from '../feedback/note.tsx'
import { useSessionEnd } from './use-session-end.ts'

/** The way to a new session within what lies over the page: the bar of the page cannot be reached from there. */
export function SessionEndNote() {
  const url = useSessionEnd()
  if (url === null) return null
  return (
    <Note
      action={
        <Button size="xs" component="a" href={url} target="_blank">
          Sign in
        </Button>
      }
    >
      <b>Your session has ended.</b> What you have typed stays.
    </Note>
  )
}
