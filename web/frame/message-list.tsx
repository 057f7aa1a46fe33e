import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'
import { MESSAGES } from './message-place.ts'

const UNDO_MS = 8000

/** The message that is shown now. */
export function MessageList() {
  return <Notifications position={MESSAGES.defaultPosition} limit={MESSAGES.limit} autoClose={UNDO_MS} />
}
